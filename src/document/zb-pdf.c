/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zb-config.h"

#include "zb-pdf.h"

#include <errno.h>
#include <gio/gio.h>
#include <gio/gunixinputstream.h>
#include <glib/gi18n-lib.h>
#include <signal.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "document/zb-pdf-layout.h"
#include "document/zb-pdf-records.h"

#define PROGRAM "zhoubao-pdf-lines"

/* Behind the end of a PDF others may have added some bytes of their own. */
#define MAX_BYTES_AFTER_END 4096

/* The program ends itself long before; this is for one that does not. */
#define MAX_SECONDS 90

/* What the program needs to be told about its surroundings: where its libraries are, if not in
 * their usual place, and how sanitizers report. */
static const char *const kept_variables[] = {
  "LD_LIBRARY_PATH", "ASAN_OPTIONS", "LSAN_OPTIONS", "UBSAN_OPTIONS",
};

static void
set_damaged (GError     **error,
             const char  *message)
{
  g_set_error_literal (error, ZB_DOCUMENT_ERROR, ZB_DOCUMENT_ERROR_DAMAGED, message);
}

/* A file that was cut off on its way is often repaired with what is there, and nothing would tell
 * that figures are missing. */
static gboolean
check_end (GBytes  *bytes,
           GError **error)
{
  gsize size;
  const char *data = g_bytes_get_data (bytes, &size);
  gsize n_bytes;

  while (size > 0 && (data[size - 1] == '\0' || g_ascii_isspace (data[size - 1])))
    size--;
  n_bytes = MIN (size, MAX_BYTES_AFTER_END);
  if (n_bytes > 0 && memmem (data + size - n_bytes, n_bytes, "%%EOF", strlen ("%%EOF")) != NULL)
    return TRUE;
  set_damaged (error, _("The PDF is cut off: its end is missing. Download it again."));
  return FALSE;
}

/* Where the programs of a build stand beside each other: in src/ctl, src/app and src/document. */
static char *
dup_path_in_build (void)
{
  g_autofree char *program = g_file_read_link ("/proc/self/exe", NULL);
  g_autofree char *folder = program != NULL ? g_path_get_dirname (program) : g_strdup ("");
  g_autofree char *name = g_path_get_basename (folder);
  g_autofree char *source = g_path_get_dirname (folder);

  if (strcmp (name, "ctl") != 0 && strcmp (name, "app") != 0)
    return NULL;
  return g_build_filename (source, "document", PROGRAM, NULL);
}

static char *
dup_program_path (void)
{
  const char *folder = g_getenv ("ZHOUBAO_LIBEXECDIR");
  g_autofree char *path = NULL;

  if (folder != NULL && *folder != '\0')
    return g_build_filename (folder, PROGRAM, NULL);
  path = dup_path_in_build ();
  if (path != NULL && g_file_test (path, G_FILE_TEST_IS_EXECUTABLE))
    return g_steal_pointer (&path);
  return g_build_filename (LIBEXECDIR, PROGRAM, NULL);
}

static gboolean
write_all (int     fd,
           GBytes *bytes)
{
  gsize size;
  const char *data = g_bytes_get_data (bytes, &size);

  while (size > 0)
    {
      gssize n = write (fd, data, size);

      if (n < 0 && errno == EINTR)
        continue;
      if (n <= 0)
        return FALSE;
      data += n;
      size -= (gsize) n;
    }
  return lseek (fd, 0, SEEK_SET) == 0;
}

/* The program reads from memory, not from a pipe: whatever it does, writing never has to wait for it. */
static int
open_input (GBytes  *bytes,
            GError **error)
{
  int fd = memfd_create (PROGRAM, MFD_CLOEXEC);

  if (fd >= 0 && write_all (fd, bytes))
    return fd;
  g_set_error (error, ZB_DOCUMENT_ERROR, ZB_DOCUMENT_ERROR_TOO_LARGE,
               /* Translators: %s is what the system says. */
               _("The PDF could not be handed to the program that reads it: %s. Close other programs "
                 "and try again."), g_strerror (errno));
  if (fd >= 0)
    close (fd);
  return -1;
}

static char **
dup_environment (void)
{
  char **environment = g_environ_setenv (NULL, "LC_ALL", "C.UTF-8", TRUE);

  for (guint i = 0; i < G_N_ELEMENTS (kept_variables); i++)
    if (g_getenv (kept_variables[i]) != NULL)
      environment = g_environ_setenv (environment, kept_variables[i], g_getenv (kept_variables[i]), TRUE);
  return environment;
}

static GSubprocess *
start_program (GBytes  *bytes,
               GError **error)
{
  g_autofree char *path = dup_program_path ();
  g_auto(GStrv) environment = dup_environment ();
  g_autoptr(GSubprocessLauncher) launcher = NULL;
  g_autoptr(GError) spawn_error = NULL;
  GSubprocess *process;
  int fd;

  fd = open_input (bytes, error);
  if (fd < 0)
    return NULL;
  launcher = g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE | G_SUBPROCESS_FLAGS_STDERR_SILENCE);
  g_subprocess_launcher_set_environ (launcher, environment);
  g_subprocess_launcher_set_cwd (launcher, "/");
  g_subprocess_launcher_take_stdin_fd (launcher, fd);
  process = g_subprocess_launcher_spawn (launcher, &spawn_error, path, NULL);
  if (process == NULL)
    g_set_error (error, ZB_DOCUMENT_ERROR, ZB_DOCUMENT_ERROR_FORM,
                 /* Translators: first a file, then what the system says. */
                 _("PDF files are read by the program %s, which cannot be started: %s. Install Zhoubao "
                   "again, with all its parts."), path, spawn_error->message);
  return process;
}

/* Reads until the program closes its output, says too much or takes too long; FALSE in these two cases. */
static gboolean
read_output (GSubprocess *process,
             GByteArray  *output)
{
  int fd = g_unix_input_stream_get_fd (G_UNIX_INPUT_STREAM (g_subprocess_get_stdout_pipe (process)));
  gint64 end = g_get_monotonic_time () + MAX_SECONDS * G_USEC_PER_SEC;
  guint8 buffer[64 * 1024];
  gssize n = 1;

  while (n != 0 && output->len <= ZB_PDF_MAX_RECORD_BYTES)
    {
      GPollFD pipe = { .fd = fd, .events = G_IO_IN };
      gint64 left = (end - g_get_monotonic_time ()) / 1000;

      if (left <= 0)
        return FALSE;
      if (g_poll (&pipe, 1, (int) left) <= 0)
        continue;
      n = read (fd, buffer, sizeof buffer);
      if (n < 0 && errno != EINTR && errno != EAGAIN)
        return FALSE;
      if (n > 0)
        g_byte_array_append (output, buffer, (guint) n);
    }
  return n == 0;
}

static void
set_too_much (GError **error)
{
  g_set_error_literal (error, ZB_DOCUMENT_ERROR, ZB_DOCUMENT_ERROR_TOO_LARGE,
                       _("The PDF takes too long to read, or too much memory; no bulletin does. It may be "
                         "damaged: download it again."));
}

/* Why there are no records. Where the program ran out of memory, its libraries abort it. */
static void
set_end_error (GSubprocess  *process,
               gboolean      was_ended,
               GError      **error)
{
  int number = g_subprocess_get_if_signaled (process) ? g_subprocess_get_term_sig (process) : 0;

  if (was_ended || number == SIGXCPU || number == SIGALRM || number == SIGKILL ||
      number == SIGABRT || number == SIGTRAP)
    set_too_much (error);
  else
    set_damaged (error, _("The PDF is damaged so badly that the program which reads it failed. Download "
                          "it again, or look for another copy of the same issue."));
}

static ZbPdfRecords *
run_program (GBytes  *bytes,
             GError **error)
{
  g_autoptr(GByteArray) output = g_byte_array_new ();
  g_autoptr(GSubprocess) process = start_program (bytes, error);
  ZbPdfRecords *records = NULL;
  gboolean is_whole;

  if (process == NULL)
    return NULL;
  is_whole = read_output (process, output);
  /* No harm to one that ends by itself: what it ends with is settled before its output closes. */
  g_subprocess_force_exit (process);
  g_subprocess_wait (process, NULL, NULL);
  if (is_whole)
    records = zb_pdf_records_parse ((const char *) output->data, output->len);
  if (records == NULL)
    set_end_error (process, !is_whole, error);
  return records;
}

static gboolean
check_problem (const ZbPdfRecords  *records,
               GError             **error)
{
  switch (records->problem)
    {
    case ZB_PDF_PROBLEM_NONE:
      return TRUE;
    case ZB_PDF_PROBLEM_DAMAGED:
      set_damaged (error, _("The PDF is damaged and cannot be read. Download it again."));
      return FALSE;
    case ZB_PDF_PROBLEM_ENCRYPTED:
      g_set_error_literal (error, ZB_DOCUMENT_ERROR, ZB_DOCUMENT_ERROR_FORM,
                           _("The PDF is locked with a password. Open it in a PDF viewer, print it into a "
                             "new PDF, and open that."));
      return FALSE;
    case ZB_PDF_PROBLEM_PAGES:
      if (records->n_pages == 0)
        set_damaged (error, _("The PDF has no pages. Download it again."));
      else
        g_set_error (error, ZB_DOCUMENT_ERROR, ZB_DOCUMENT_ERROR_TOO_LARGE,
                     _("The PDF has more than %d pages, which no bulletin has. Choose the PDF of the "
                       "bulletin itself."), ZB_PDF_MAX_PAGES);
      return FALSE;
    case ZB_PDF_PROBLEM_TEXT:
      g_set_error_literal (error, ZB_DOCUMENT_ERROR, ZB_DOCUMENT_ERROR_TOO_LARGE,
                           _("The PDF holds far more text than any bulletin. Choose the PDF of the bulletin "
                             "itself."));
      return FALSE;
    default:
      g_return_val_if_reached (FALSE);
    }
}

static gboolean
has_han (const ZbDocument *document)
{
  g_autofree char *text = zb_document_to_text (document);

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    if (g_unichar_get_script (g_utf8_get_char (p)) == G_UNICODE_SCRIPT_HAN)
      return TRUE;
  return FALSE;
}

/**
 * zb_pdf_read:
 * @bytes: a PDF file
 *
 * Reads a PDF with the program zhoubao-pdf-lines. Blocks until that has ended,
 * which it does within a minute whatever the file is.
 *
 * Returns: (transfer full) (nullable): the document; one whose pages hold
 *   pictures but no text is a refusal, %ZB_REFUSAL_SCANNED. %NULL with
 *   %ZB_DOCUMENT_ERROR_DAMAGED where the file is no whole PDF,
 *   %ZB_DOCUMENT_ERROR_TOO_LARGE where it wants more time, memory, pages or text
 *   than any bulletin, and %ZB_DOCUMENT_ERROR_FORM where it is locked or the
 *   means to read it are not installed.
 */
ZbDocument *
zb_pdf_read (GBytes  *bytes,
             GError **error)
{
  g_autoptr(ZbPdfRecords) records = NULL;
  g_autoptr(ZbDocument) document = NULL;

  g_return_val_if_fail (bytes != NULL, NULL);

  if (g_bytes_get_size (bytes) > ZB_DOCUMENT_MAX_BYTES)
    {
      g_set_error (error, ZB_DOCUMENT_ERROR, ZB_DOCUMENT_ERROR_TOO_LARGE,
                   _("The PDF is larger than %d MiB, which no bulletin is."),
                   ZB_DOCUMENT_MAX_BYTES / (1024 * 1024));
      return NULL;
    }
  if (!check_end (bytes, error))
    return NULL;
  records = run_program (bytes, error);
  if (records == NULL || !check_problem (records, error))
    return NULL;
  document = zb_pdf_layout_read (records);
  if (records->lacks_tables && !has_han (document))
    {
      g_set_error_literal (error, ZB_DOCUMENT_ERROR, ZB_DOCUMENT_ERROR_FORM,
                           _("The Chinese text of this PDF cannot be read without the tables of "
                             "Chinese character sets. Install the package poppler-data."));
      return NULL;
    }
  return g_steal_pointer (&document);
}
