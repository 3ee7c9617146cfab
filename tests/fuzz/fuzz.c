/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zb-config.h"

#include "fuzz.h"

#include <math.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>

#include "document/zb-document.h"
#include "document/zb-file-kind.h"
#include "extract/zb-extractor.h"

/* What holds of everything that is read, whatever the bytes were. A harness
 * that only waits for crashes finds little: most damage is done quietly. */

/* As zb-form.c has it. */
#define MAX_VALUE G_GINT64_CONSTANT (1000000000000)

/* libFuzzer knows what to do where a program aborts; GLib stops for a debugger. */
static void
trap_cb (int signal_number)
{
  abort ();
}

int
LLVMFuzzerInitialize (int    *argc,
                      char ***argv)
{
  signal (SIGTRAP, trap_cb);
  /* A critical message is a mistake of ours, and no input may bring one about. */
  g_log_set_always_fatal (G_LOG_FATAL_MASK | G_LOG_LEVEL_CRITICAL | G_LOG_LEVEL_WARNING);
  return 0;
}

/**
 * fuzz_new_bytes:
 *
 * Returns: (transfer full): the input in memory of its own, so that what is read beyond its end is seen.
 */
GBytes *
fuzz_new_bytes (const guint8 *data,
                gsize         size)
{
  return g_bytes_new (data, size);
}

/**
 * fuzz_is_pdf:
 *
 * Returns: whether the input would be read by a program of its own, whose start takes longer than a
 *   thousand other inputs. What comes back from it has a harness: fuzz-pdf-layout.
 */
gboolean
fuzz_is_pdf (GBytes *bytes)
{
  return zb_file_kind_of_bytes (bytes) == ZB_FILE_PDF;
}

/**
 * fuzz_dup_text:
 *
 * Returns: (transfer full): the input as what the decoder hands to readers: valid UTF-8 without NULs.
 */
char *
fuzz_dup_text (const guint8 *data,
               gsize         size)
{
  g_autoptr(GString) text = g_string_sized_new (size);

  for (gsize i = 0; i < size; i++)
    if (data[i] != '\0')
      g_string_append_c (text, (char) data[i]);
  return g_utf8_make_valid (text->str, (gssize) text->len);
}

static void
check_text (const char *text)
{
  g_assert_true (text == NULL || g_utf8_validate (text, -1, NULL));
}

static void
check_run (const ZbBlock *block,
           const ZbRun   *run)
{
  g_assert_nonnull (run->text);
  g_assert_cmpint (*run->text, !=, '\0');
  g_assert_null (strpbrk (run->text, "\r\n"));
  check_text (run->text);
  check_text (run->link);
  g_assert_cmpuint (run->cell, <, MAX (block->n_cells, 1));
}

static void
check_block (const ZbBlock *block)
{
  gboolean is_image = block->kind == ZB_BLOCK_IMAGE;
  gboolean is_heading = block->kind == ZB_BLOCK_HEADING;

  g_assert_cmpint (block->kind, >=, ZB_BLOCK_HEADING);
  g_assert_cmpint (block->kind, <=, ZB_BLOCK_TABLE_ROW);
  g_assert_true (is_heading ? block->level >= 1 && block->level <= 6 : block->level == 0);
  g_assert_true (is_image == (block->image != NULL));
  g_assert_true (is_image ? block->runs->len == 0 : block->runs->len > 0);
  g_assert_true (block->kind == ZB_BLOCK_TABLE_ROW || block->n_cells == 0);
  check_text (block->image);
  check_text (block->image_file);
  for (guint i = 0; i < block->runs->len; i++)
    check_run (block, g_ptr_array_index (block->runs, i));
}

/* What a document is turned into wherever it is shown, searched or stored. */
static void
check_forms (const ZbDocument *document)
{
  g_autofree char *markdown = zb_document_to_markdown (document);
  g_autofree char *text = zb_document_to_text (document);

  g_assert_nonnull (markdown);
  g_assert_nonnull (text);
  check_text (markdown);
  check_text (text);
}

static void
check_document (const ZbDocument *document)
{
  check_text (document->title);
  check_text (document->url);
  check_text (document->account);
  check_text (document->original);
  check_text (document->next_page);
  g_assert_cmpint (document->refusal, >=, ZB_REFUSAL_NONE);
  g_assert_cmpint (document->refusal, <=, ZB_REFUSAL_SCANNED);
  for (guint i = 0; i < document->blocks->len; i++)
    check_block (g_ptr_array_index (document->blocks, i));
  for (guint i = 0; i < document->attachments->len; i++)
    check_text (g_ptr_array_index (document->attachments, i));
  check_forms (document);
}

/**
 * fuzz_check_documents:
 * @documents: (element-type ZbDocument): what a reader made of the input
 */
void
fuzz_check_documents (GPtrArray *documents)
{
  g_assert_cmpuint (documents->len, >, 0);
  g_assert_cmpuint (documents->len, <=, ZB_DOCUMENT_MAX_ENTRIES);
  for (guint i = 0; i < documents->len; i++)
    check_document (g_ptr_array_index (documents, i));
}

/**
 * fuzz_check_reader:
 * @read: a reader of text
 * @data: the input
 * @size: its length in bytes
 *
 * Lets it read the input as text, and checks what it made of it, or its error.
 */
void
fuzz_check_reader (FuzzReadFunc   read,
                   const guint8  *data,
                   gsize          size)
{
  g_autofree char *text = fuzz_dup_text (data, size);
  g_autoptr(GPtrArray) documents = g_ptr_array_new_with_free_func ((GDestroyNotify) zb_document_unref);
  g_autoptr(GError) error = NULL;

  if (read (text, strlen (text), documents, &error))
    {
      g_assert_no_error (error);
      fuzz_check_documents (documents);
    }
  else
    g_assert_true (error->domain == ZB_DOCUMENT_ERROR);
}

static void
check_period (const ZbPeriod *period)
{
  if (zb_period_is_known (period))
    g_assert_cmpint (g_date_compare (&period->start, &period->end), <=, 0);
  else
    g_assert_false (g_date_valid (&period->start) && g_date_valid (&period->end));
}

/* @text is the bulletin's own: every figure can be shown with the sentence that states it. */
static void
check_figure (GPtrArray      *figures,
              const ZbFigure *figure,
              const char     *text)
{
  ZbCatalogue *catalogue = zb_extractor_get_catalogue (zb_extractor_get_default ());
  const ZbFigureKind *kind = zb_catalogue_lookup (catalogue, figure->id);

  g_assert_nonnull (kind);
  g_assert_true (zb_figures_find (figures, figure->id) == figure);
  g_assert_cmpint (figure->value, >=, 0);
  g_assert_cmpint (figure->value, <=, MAX_VALUE);
  g_assert_true (zb_figure_kind_is_level (kind) == (figure->level != NULL));
  g_assert_true (isfinite (figure->change_percent));
  g_assert_nonnull (figure->sentence);
  g_assert_cmpint (*figure->sentence, !=, '\0');
  check_text (figure->sentence);
  g_assert_nonnull (strstr (text, figure->sentence));
}

static void
check_recap (GPtrArray *recap)
{
  for (guint i = 0; i < recap->len; i++)
    {
      const ZbRecapEntry *entry = g_ptr_array_index (recap, i);

      g_assert_true (zb_issue_is_known (entry->issue) || zb_period_is_known (&entry->period));
      check_period (&entry->period);
      check_text (entry->title);
      check_text (entry->url);
    }
}

/* What is not the bulletin, or cannot be read, states nothing. */
static void
check_silence (const ZbBulletin *bulletin)
{
  g_assert_cmpuint (bulletin->figures->len, ==, 0);
  g_assert_cmpuint (bulletin->recap->len, ==, 0);
  g_assert_cmpuint (bulletin->warnings->len, ==, 0);
  g_assert_cmpint (bulletin->rating, ==, ZB_RATING_UNKNOWN);
  g_assert_null (bulletin->rating_sentence);
  g_assert_cmpuint (bulletin->issue.year, ==, 0);
  g_assert_cmpuint (bulletin->issue.number, ==, 0);
}

static void
check_bulletin (const ZbBulletin *bulletin,
                const char       *text)
{
  g_assert_nonnull (zb_copy_status_to_string (bulletin->status));
  g_assert_true ((bulletin->status == ZB_COPY_OK) == (bulletin->reason == NULL));
  if (bulletin->status == ZB_COPY_UNREADABLE || bulletin->status == ZB_COPY_OTHER_SERIES)
    check_silence (bulletin);
  g_assert_cmpuint (bulletin->issue.number, <=, ZB_ISSUE_MAX_NUMBER);
  g_assert_true ((bulletin->rating == ZB_RATING_UNKNOWN) == (bulletin->rating_sentence == NULL));
  check_period (&bulletin->period);
  check_text (bulletin->reason);
  check_text (bulletin->title);
  check_text (bulletin->url);
  check_text (bulletin->account);
  check_text (bulletin->rating_sentence);
  for (guint i = 0; i < bulletin->figures->len; i++)
    check_figure (bulletin->figures, g_ptr_array_index (bulletin->figures, i), text);
  for (guint i = 0; i < bulletin->images->len; i++)
    check_text (g_ptr_array_index (bulletin->images, i));
  for (guint i = 0; i < bulletin->warnings->len; i++)
    check_text (g_ptr_array_index (bulletin->warnings, i));
  check_recap (bulletin->recap);
}

/**
 * fuzz_check_extractions:
 * @extractions: (element-type ZbExtraction): what was extracted from the input
 */
void
fuzz_check_extractions (GPtrArray *extractions)
{
  g_assert_cmpuint (extractions->len, >, 0);
  g_assert_cmpuint (extractions->len, <=, ZB_DOCUMENT_MAX_ENTRIES);
  for (guint i = 0; i < extractions->len; i++)
    {
      const ZbExtraction *extraction = g_ptr_array_index (extractions, i);
      g_autofree char *text = zb_document_to_text (extraction->body);

      check_document (extraction->body);
      check_bulletin (extraction->bulletin, text);
    }
}
