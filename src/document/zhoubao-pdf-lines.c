/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zb-config.h"

#include <errno.h>
#include <poppler.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <unistd.h>

#include "document/zb-document.h"
#include "document/zb-pdf-records.h"

/* Reads a PDF from the standard input and writes what stands on its pages as records (see
 * zb-pdf-records.c) to the standard output. A program of its own, since poppler is large, cannot be
 * interrupted, and here reads what strangers made: whatever becomes of it, the program that asked
 * lives on. It sets its limits itself before it reads the first byte. */

#define CPU_SECONDS 20
#define WALL_SECONDS 60
#define MEMORY_BYTES ((rlim_t) 1536 * 1024 * 1024)

/* Beyond this, letters may stand in different cells or columns. In tenths of a letter's size. */
#define WIDE_GAP_TENTHS 8

/* Where the base line runs within the box that poppler gives a letter, from its bottom; and how far
 * the boxes that are written here reach above and below it. In hundredths of height and of size. */
#define BASE_PERCENT 23
#define ASCENT_PERCENT 85
#define DESCENT_PERCENT 20

/* How wide Latin letters and digits are on average; less or more than this is none of their size, if
 * there are as many as the number below. */
#define MIN_LATIN 3
#define MIN_LATIN_PERCENT 35
#define LATIN_PERCENT 52
#define MAX_LATIN_PERCENT 90

/* Where fewer letters stand on a page, its pictures are what it shows. */
#define MIN_LETTERS_OF_TEXT 50

#define MAX_LINKS_PER_PAGE 500
#define MAX_LINK_BYTES 4096

/* Behind the records that fill most of the space there must be room for the last one. */
#define MAX_OUTPUT_BYTES (ZB_PDF_MAX_RECORD_BYTES - 64 * 1024)

typedef struct {
  PopplerRectangle area;
  guint            number;
} Link;

/* All records are gathered before the first is sent: a problem replaces them. */
typedef struct {
  GString *output;
  guint    n_pieces;
  guint    n_links;
  guint    line;
} Writer;

/* How letters look, up to the one at @end. @told is the size that poppler tells, @han and @latin are the
 * widths of letters of either kind together. */
typedef struct {
  guint    end;
  int      told;
  int      size;
  gboolean bold;
  gint64   han;
  guint    n_han;
  gint64   latin;
  guint    n_latin;
} Look;

/* The letters of a page as poppler tells them; @chars and @boxes belong together. */
typedef struct {
  PopplerPage      *page;
  GArray           *chars;
  PopplerRectangle *boxes;
  guint             n_boxes;
  GArray           *looks;
  GArray           *links;
} Letters;

static gboolean lacks_tables = FALSE;

/* Poppler tells of everything that it finds odd; the one thing to know is what is missing here. */
static GLogWriterOutput
log_cb (GLogLevelFlags   log_level,
        const GLogField *fields,
        gsize            n_fields,
        gpointer         user_data)
{
  for (gsize i = 0; i < n_fields; i++)
    if (strcmp (fields[i].key, "MESSAGE") == 0 && fields[i].length < 0 &&
        strstr (fields[i].value, "Missing language pack") != NULL)
      lacks_tables = TRUE;
  return G_LOG_WRITER_HANDLED;
}

static void
set_limit (int    resource,
           rlim_t soft,
           rlim_t hard)
{
  struct rlimit limits;

  if (getrlimit (resource, &limits) == 0)
    hard = MIN (hard, limits.rlim_max);
  limits = (struct rlimit) { MIN (soft, hard), hard };
  setrlimit (resource, &limits);
}

static void
set_limits (guint cpu_seconds)
{
  /* The soft one tells that it was this one. */
  set_limit (RLIMIT_CPU, cpu_seconds, cpu_seconds + 1);
  set_limit (RLIMIT_CORE, 0, 0);
  set_limit (RLIMIT_FSIZE, 0, 0);
  /* Sanitizers map more than any machine has. */
#ifndef ZB_SANITIZED
  set_limit (RLIMIT_AS, MEMORY_BYTES, MEMORY_BYTES);
#endif
  prctl (PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
  signal (SIGALRM, SIG_DFL);
  signal (SIGXCPU, SIG_DFL);
  alarm (WALL_SECONDS);
}

/* Ends without running what libraries have to say at the end: after a file that
 * was made to confuse them, that is no longer worth a risk. */
static G_GNUC_NORETURN void
finish (Writer *self)
{
  const char *p = self->output->str;
  const char *end = p + self->output->len;

  while (p < end)
    {
      gssize n = write (STDOUT_FILENO, p, (gsize) (end - p));

      if (n < 0 && errno != EINTR)
        _exit (EXIT_FAILURE);
      p += MAX (n, 0);
    }
  _exit (EXIT_SUCCESS);
}

static G_GNUC_NORETURN void
fail (Writer       *self,
      ZbPdfProblem  problem)
{
  g_string_truncate (self->output, 0);
  zb_pdf_write_problem (self->output, problem);
  zb_pdf_write_end (self->output, FALSE);
  finish (self);
}

static GBytes *
read_input (void)
{
  GByteArray *bytes = g_byte_array_new ();
  guint8 buffer[64 * 1024];
  gssize n;

  do
    {
      n = read (STDIN_FILENO, buffer, sizeof buffer);
      if (n > 0)
        g_byte_array_append (bytes, buffer, (guint) n);
    }
  while ((n > 0 && bytes->len <= ZB_DOCUMENT_MAX_BYTES) || (n < 0 && errno == EINTR));
  return g_byte_array_free_to_bytes (bytes);
}

static int
to_units (double points)
{
  double units = points * ZB_PDF_UNITS_PER_POINT;

  return (int) CLAMP (units, -ZB_PDF_MAX_LENGTH, ZB_PDF_MAX_LENGTH);
}

/* Links that leave the document; those within it lead nowhere from here. Poppler measures links from the lower left corner, and letters from the upper left one. */
static void
read_links (Writer  *self,
            Letters *letters)
{
  GList *mappings = poppler_page_get_link_mapping (letters->page);
  double height;

  poppler_page_get_size (letters->page, NULL, &height);
  for (GList *l = mappings; l != NULL && letters->links->len < MAX_LINKS_PER_PAGE; l = l->next)
    {
      const PopplerLinkMapping *mapping = l->data;
      const char *address = mapping->action->type == POPPLER_ACTION_URI ? mapping->action->uri.uri : NULL;
      Link link;

      if (address == NULL || strlen (address) > MAX_LINK_BYTES)
        continue;
      zb_pdf_write_link (self->output, address);
      link.number = ++self->n_links;
      link.area = (PopplerRectangle) {
        mapping->area.x1, height - mapping->area.y2, mapping->area.x2, height - mapping->area.y1,
      };
      g_array_append_val (letters->links, link);
    }
  poppler_page_free_link_mapping (mappings);
}

static guint
find_link (const Letters          *letters,
           const PopplerRectangle *box)
{
  double x = (box->x1 + box->x2) / 2;
  double y = (box->y1 + box->y2) / 2;

  for (guint i = 0; i < letters->links->len; i++)
    {
      const Link *link = &g_array_index (letters->links, Link, i);

      if (x >= link->area.x1 && x <= link->area.x2 && y >= link->area.y1 && y <= link->area.y2)
        return link->number;
    }
  return 0;
}

/* By its name: 黑体, the face of Chinese headings, is called so in either encoding or in Latin letters. */
static gboolean
is_bold_font (const char *name)
{
  static const char *const words[] = { "bold", "heavy", "black", "simhei", "黑体", "\xba\xda\xcc\xe5" };
  g_autofree char *lower = name != NULL ? g_ascii_strdown (name, -1) : g_strdup ("");

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if (strstr (lower, words[i]) != NULL)
      return TRUE;
  return FALSE;
}

/* The next character of what poppler wrote, which may be no valid text; puts @p behind it. Each
 * such piece has one box, so it must be one character here. */
static gunichar
next_character (const char **p)
{
  const char *text = *p;
  gunichar c = g_utf8_get_char_validated (text, -1);

  if (c != (gunichar) -1 && c != (gunichar) -2)
    {
      *p = g_utf8_next_char (text);
      return c;
    }
  for (*p = text + 1; (**p & 0xc0) == 0x80;)
    (*p)++;
  return 0xfffd;
}

/* Poppler gives one box for each character of a page's text, ends of lines and blanks too. */
static void
read_characters (Letters    *letters,
                 const char *text)
{
  const char *p = text;

  while (*p != '\0' && letters->chars->len < letters->n_boxes)
    {
      gunichar c = next_character (&p);

      g_array_append_val (letters->chars, c);
    }
}

static void
measure_look (const Letters *letters,
              guint          start,
              Look          *look)
{
  for (guint i = start; i <= look->end && i < letters->chars->len; i++)
    {
      gunichar c = g_array_index (letters->chars, gunichar, i);
      int width = to_units (ABS (letters->boxes[i].x2 - letters->boxes[i].x1));

      if (g_unichar_get_script (c) == G_UNICODE_SCRIPT_HAN)
        {
          look->han += width;
          look->n_han++;
        }
      else if (c < 0x80 && g_ascii_isalnum ((char) c))
        {
          look->latin += width;
          look->n_latin++;
        }
    }
}

static gboolean
is_latin_size (const Look *look,
               int         size)
{
  gint64 percent = size > 0 ? look->latin * 100 / look->n_latin / size : 0;

  return percent >= MIN_LATIN_PERCENT && percent <= MAX_LATIN_PERCENT;
}

/* Poppler can only guess the size of some fonts, and Han letters come out twice as large as they are.
 * They are as wide as they are large, so the page itself tells: the narrowest, since lines are
 * stretched to the margin. */
static void
measure_han (const Look *look,
             GHashTable *han_sizes)
{
  gpointer told = GINT_TO_POINTER (look->told);
  int known = GPOINTER_TO_INT (g_hash_table_lookup (han_sizes, told));
  int size = look->n_han > 0 ? (int) (look->han / look->n_han) : 0;

  if (size > 0 && (known == 0 || size < known))
    g_hash_table_insert (han_sizes, told, GINT_TO_POINTER (size));
}

/* Letters without a Han letter among them are as large as the Han letters for which poppler tells the
 * same size, unless their own width speaks against it. */
static int
find_size (const Look *look,
           GHashTable *han_sizes)
{
  int han = GPOINTER_TO_INT (g_hash_table_lookup (han_sizes, GINT_TO_POINTER (look->told)));

  if (han > 0 && ABS (han - look->told) * 4 <= han)
    han = look->told;
  if (look->n_han > 0)
    return han;
  if (han > 0 && (look->n_latin < MIN_LATIN || is_latin_size (look, han)))
    return han;
  if (look->n_latin >= MIN_LATIN && is_latin_size (look, look->told))
    return look->told;
  return look->n_latin >= MIN_LATIN ? (int) (look->latin * 100 / look->n_latin / LATIN_PERCENT) : look->told;
}

static void
read_looks (Letters *letters)
{
  g_autoptr(GHashTable) han_sizes = g_hash_table_new (NULL, NULL);
  GList *attributes = poppler_page_get_text_attributes (letters->page);
  guint start = 0;

  for (GList *l = attributes; l != NULL; l = l->next)
    {
      const PopplerTextAttributes *told = l->data;
      Look look = { .end = (guint) MAX (told->end_index, 0), .told = MAX (to_units (told->font_size), 0) };

      look.bold = is_bold_font (told->font_name);
      measure_look (letters, start, &look);
      start = look.end + 1;
      g_array_append_val (letters->looks, look);
    }
  poppler_page_free_text_attributes (attributes);
  for (guint i = 0; i < letters->looks->len; i++)
    measure_han (&g_array_index (letters->looks, Look, i), han_sizes);
  for (guint i = 0; i < letters->looks->len; i++)
    {
      Look *look = &g_array_index (letters->looks, Look, i);

      look->size = MAX (find_size (look, han_sizes), 1);
    }
}

/* What is being gathered: the words of a piece, and its last letter. */
typedef struct {
  ZbPdfPiece piece;
  GString   *words;
  guint      link;
  gunichar   last;
} Gathered;

static void
end_piece (Writer   *self,
           Gathered *gathered)
{
  if (gathered->words->len == 0)
    return;
  if (++self->n_pieces > ZB_PDF_MAX_PIECES)
    fail (self, ZB_PDF_PROBLEM_TEXT);
  gathered->piece.line = self->line;
  gathered->piece.text = gathered->words->str;
  zb_pdf_write_piece (self->output, &gathered->piece, gathered->link);
  if (self->output->len > MAX_OUTPUT_BYTES)
    fail (self, ZB_PDF_PROBLEM_TEXT);
  g_string_truncate (gathered->words, 0);
}

/* A box around the base line that depends on the size alone: those of fonts differ a lot. Wide signs
 * that close something are drawn in the left half of theirs, and may stand at a margin with that alone. */
static ZbPdfBox
make_box (const PopplerRectangle *area,
          gunichar                c,
          int                     size)
{
  double bottom = MAX (area->y1, area->y2);
  double height = ABS (area->y2 - area->y1);
  int base = to_units (bottom - height * BASE_PERCENT / 100);
  int left = to_units (MIN (area->x1, area->x2));
  int right = to_units (MAX (area->x1, area->x2));

  if (g_utf8_strchr ("，。、；：）」』】！？", -1, c) != NULL && (right - left) * 4 > size * 3)
    right = left + (right - left) / 2;
  return (ZbPdfBox) {
    left, MAX (base - size * ASCENT_PERCENT / 100, -ZB_PDF_MAX_LENGTH),
    right, MIN (base + size * DESCENT_PERCENT / 100, ZB_PDF_MAX_LENGTH),
  };
}

/* Whether a letter at @box goes on with the piece: next to it, on the same line, about as large. */
static gboolean
is_next (const Gathered *gathered,
         const ZbPdfBox *box,
         int             size_of_letter)
{
  const ZbPdfBox *last = &gathered->piece.box;
  int size = gathered->piece.size;
  int gap = box->x0 - last->x1;
  int overlap = MIN (last->y1, box->y1) - MAX (last->y0, box->y0);

  return ABS (size - size_of_letter) * 8 <= size && gap <= size * WIDE_GAP_TENTHS / 10 && gap >= -size &&
         overlap * 2 >= MIN (last->y1 - last->y0, box->y1 - box->y0);
}

static void
add_letter (Writer         *self,
            Gathered       *gathered,
            gunichar        c,
            const ZbPdfBox *box,
            const Look     *look,
            guint           link)
{
  ZbPdfPiece *piece = &gathered->piece;

  if (gathered->words->len > 0 && (!is_next (gathered, box, look->size) || link != gathered->link ||
                                   look->bold != piece->bold))
    end_piece (self, gathered);
  if (gathered->words->len == 0)
    {
      *piece = (ZbPdfPiece) { .box = *box, .size = look->size, .bold = look->bold };
      gathered->link = link;
    }
  else
    {
      if (zb_pdf_needs_blank (gathered->last, c, box->x0 - piece->box.x1, look->size))
        g_string_append_c (gathered->words, ' ');
      piece->box = (ZbPdfBox) { MIN (piece->box.x0, box->x0), MIN (piece->box.y0, box->y0),
                                MAX (piece->box.x1, box->x1), MAX (piece->box.y1, box->y1) };
    }
  g_string_append_unichar (gathered->words, c);
  gathered->last = c;
}

static void
write_letters (Writer        *self,
               const Letters *letters)
{
  g_autoptr(GString) words = g_string_new (NULL);
  Gathered gathered = { .words = words };
  guint n_look = 0;

  for (guint i = 0; i < letters->chars->len && letters->looks->len > 0; i++)
    {
      gunichar c = g_array_index (letters->chars, gunichar, i);
      const Look *look;
      ZbPdfBox box;

      while (n_look + 1 < letters->looks->len && g_array_index (letters->looks, Look, n_look).end < i)
        n_look++;
      look = &g_array_index (letters->looks, Look, n_look);
      box = make_box (&letters->boxes[i], c, look->size);
      if (c == '\n')
        {
          end_piece (self, &gathered);
          self->line++;
        }
      else if (!g_unichar_isspace (c) && !g_unichar_iscntrl (c))
        add_letter (self, &gathered, c, &box, look, find_link (letters, &letters->boxes[i]));
    }
  end_piece (self, &gathered);
  self->line++;
}

static guint
count_pictures (PopplerPage *page)
{
  GList *pictures = poppler_page_get_image_mapping (page);
  guint n = g_list_length (pictures);

  poppler_page_free_image_mapping (pictures);
  return n;
}

static void
write_page (Writer      *self,
            PopplerPage *page)
{
  g_autofree char *text = poppler_page_get_text (page);
  Letters letters = {
    .page = page,
    .chars = g_array_new (FALSE, FALSE, sizeof (gunichar)),
    .looks = g_array_new (FALSE, FALSE, sizeof (Look)),
    .links = g_array_new (FALSE, FALSE, sizeof (Link)),
  };
  ZbPdfPage head = { 0, };
  double width, height;

  poppler_page_get_size (page, &width, &height);
  head.width = MAX (to_units (width), 0);
  head.height = MAX (to_units (height), 0);
  if (text == NULL || strlen (text) < MIN_LETTERS_OF_TEXT)
    head.n_pictures = count_pictures (page);
  zb_pdf_write_page (self->output, &head);
  if (text != NULL && poppler_page_get_text_layout (page, &letters.boxes, &letters.n_boxes))
    {
      read_characters (&letters, text);
      read_looks (&letters);
      read_links (self, &letters);
      write_letters (self, &letters);
      g_free (letters.boxes);
    }
  g_array_unref (letters.chars);
  g_array_unref (letters.looks);
  g_array_unref (letters.links);
}

static void
write_document (Writer          *self,
                PopplerDocument *document)
{
  int n_pages = poppler_document_get_n_pages (document);
  g_autofree char *title = poppler_document_get_title (document);

  if (n_pages < 1 || n_pages > ZB_PDF_MAX_PAGES)
    {
      zb_pdf_write_head (self->output, (guint) MAX (n_pages, 0), NULL);
      zb_pdf_write_problem (self->output, ZB_PDF_PROBLEM_PAGES);
      zb_pdf_write_end (self->output, FALSE);
      finish (self);
    }
  if (title != NULL && strlen (title) > MAX_LINK_BYTES)
    g_clear_pointer (&title, g_free);
  zb_pdf_write_head (self->output, (guint) n_pages, title);
  for (int i = 0; i < n_pages; i++)
    {
      PopplerPage *page = poppler_document_get_page (document, i);

      if (page == NULL)
        fail (self, ZB_PDF_PROBLEM_DAMAGED);
      write_page (self, page);
      g_object_unref (page);
    }
}

/* The argument is there for tests: fewer seconds than the program takes otherwise. */
int
main (int    argc,
      char **argv)
{
  guint seconds = argc > 1 ? (guint) g_ascii_strtoull (argv[1], NULL, 10) : CPU_SECONDS;
  Writer self = { .output = g_string_new (NULL) };
  g_autoptr(GBytes) bytes = NULL;
  PopplerDocument *document;
  g_autoptr(GError) error = NULL;

  set_limits (CLAMP (seconds, 1, CPU_SECONDS));
  g_log_set_writer_func (log_cb, NULL, NULL);
  bytes = read_input ();
  document = poppler_document_new_from_bytes (bytes, NULL, &error);
  if (document == NULL)
    fail (&self, g_error_matches (error, POPPLER_ERROR, POPPLER_ERROR_ENCRYPTED)
                   ? ZB_PDF_PROBLEM_ENCRYPTED
                   : ZB_PDF_PROBLEM_DAMAGED);
  write_document (&self, document);
  zb_pdf_write_end (self.output, lacks_tables);
  finish (&self);
}
