/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zb-config.h"

#include "zb-body.h"

#include <string.h>

#include "bulletin/zb-bulletin.h"

/* A list of earlier issues names five; more than this is not that list. */
#define MAX_RECAP_ENTRIES 60

/* Less than this beside headings and pictures is not a text. */
#define MIN_TEXT_HAN 20

/* "一、", "1." or "(二)" before a heading. */
static const char *
skip_numbering (const char *normal)
{
  static const char numerals[] = "一二三四五六七八九十";
  const char *p = normal;

  if (*p == '(')
    p++;
  while (*p != '\0')
    {
      const char *next = g_utf8_next_char (p);

      if (!g_ascii_isdigit (*p) &&
          memmem (numerals, strlen (numerals), p, (gsize) (next - p)) == NULL)
        break;
      p = next;
    }
  if (p == normal)
    return normal;
  if (g_str_has_prefix (p, "、"))
    return p + strlen ("、");
  if (*p == '.' || *p == ')')
    return p + 1;
  return normal;
}

/* Whether the block is nothing but @heading, with or without a number and a colon.
 * The catalogue's headings are Han characters only, which is their normal spelling. */
static gboolean
is_heading (const char *normal,
            const char *heading)
{
  const char *rest = skip_numbering (normal);
  gsize length = strlen (heading);

  return strncmp (rest, heading, length) == 0 &&
         (rest[length] == '\0' || strcmp (rest + length, ":") == 0);
}

static gboolean
is_any_heading (const char        *normal,
                const char *const *headings)
{
  for (guint i = 0; headings[i] != NULL; i++)
    if (is_heading (normal, headings[i]))
      return TRUE;
  return FALSE;
}

/* How much a title tells: the issue counts more than the week. */
static guint
rate_title (const ZbTitle *title)
{
  if (title->series != ZB_SERIES_BULLETIN)
    return title->series == ZB_SERIES_OTHER ? 1 : 0;
  return 2 + (zb_issue_is_known (title->issue) ? 2 : 0) + (zb_period_is_known (&title->period) ? 1 : 0);
}

static void
consider_title (ZbBody      *self,
                const char  *text,
                const GDate *published)
{
  ZbTitle title;

  zb_title_parse (text, published, &title);
  if (rate_title (&title) <= rate_title (&self->title) && self->title_text != NULL)
    return;
  if (title.series == ZB_SERIES_UNKNOWN && self->title_text != NULL)
    return;
  self->title = title;
  g_free (self->title_text);
  self->title_text = g_strdup (text);
}

/* A line that names the bulletin, and little else. */
static gboolean
is_title_line (const ZbBlock *block,
               const char    *text)
{
  ZbTitle title;

  return block->kind != ZB_BLOCK_LIST_ITEM && g_utf8_strlen (text, -1) <= 80 &&
         zb_title_parse (text, NULL, &title);
}

static void
add_line (ZbBody     *self,
          guint       block,
          const char *text)
{
  if (self->text->len > 0)
    g_string_append_c (self->text, '\n');
  g_string_append (self->text, text);
  g_array_append_val (self->lines, block);
}

/* Reads on from the title to the list of earlier issues. */
static void
scan_blocks (ZbBody      *self,
             ZbCatalogue *catalogue,
             ZbDocument  *document)
{
  const char *const *headings = zb_catalogue_get_headings (catalogue);

  self->recap = document->blocks->len;
  for (guint i = 0; i < document->blocks->len; i++)
    {
      const ZbBlock *block = g_ptr_array_index (document->blocks, i);
      g_autofree char *text = NULL;
      g_autofree char *normal = NULL;

      if (block->kind == ZB_BLOCK_IMAGE)
        continue;
      text = zb_block_dup_text (block);
      /* Every line is one line: what separates lines inside a block separates nothing. */
      g_strdelimit (text, "\n\r", ' ');
      if (strlen (text) < 256)
        {
          normal = zb_normalise (text);
          if (is_heading (normal, zb_catalogue_get_recap_heading (catalogue)))
            {
              self->recap = i;
              return;
            }
          if (is_any_heading (normal, headings))
            {
              if (self->n_headings++ == 0)
                self->first_heading = i;
              g_hash_table_add (self->headings, GUINT_TO_POINTER (i));
            }
          else if (is_title_line (block, text))
            {
              consider_title (self, text, &document->published);
              continue;
            }
        }
      add_line (self, i, text);
    }
}

/**
 * zb_body_new:
 * @catalogue: where the headings are found
 * @document: a document
 *
 * Finds the title and the part of the document that belongs to the bulletin.
 *
 * Returns: (transfer full): that part.
 */
ZbBody *
zb_body_new (ZbCatalogue *catalogue,
             ZbDocument  *document)
{
  ZbBody *self = g_new0 (ZbBody, 1);

  self->text = g_string_new (NULL);
  self->lines = g_array_new (FALSE, FALSE, sizeof (guint));
  self->headings = g_hash_table_new (NULL, NULL);
  self->first_used = G_MAXUINT;
  zb_period_clear (&self->title.period);
  if (document->title != NULL)
    consider_title (self, document->title, &document->published);
  scan_blocks (self, catalogue, document);
  self->normal = zb_normal_text_new (self->text->str, TRUE);
  return self;
}

/**
 * zb_body_free:
 */
void
zb_body_free (ZbBody *self)
{
  g_free (self->title_text);
  g_string_free (self->text, TRUE);
  g_array_unref (self->lines);
  g_hash_table_unref (self->headings);
  zb_normal_text_free (self->normal);
  g_free (self);
}

/**
 * zb_body_has_text:
 *
 * Returns: whether there is more than a title and a few words of the page around it.
 */
gboolean
zb_body_has_text (const ZbBody *self)
{
  guint n = 0;

  for (const char *p = self->normal->text; *p != '\0' && n < MIN_TEXT_HAN; p = g_utf8_next_char (p))
    if (g_unichar_get_script (g_utf8_get_char (p)) == G_UNICODE_SCRIPT_HAN)
      n++;
  return n >= MIN_TEXT_HAN;
}

/**
 * zb_body_mark_used:
 * @offset: a place in the normal text where something was found
 *
 * Notes that the block there belongs to the bulletin, whatever its headings are.
 */
void
zb_body_mark_used (ZbBody *self,
                   gsize   offset)
{
  guint line = 0;

  for (gsize i = 0; i < offset; i++)
    if (self->normal->text[i] == '\n')
      line++;
  self->first_used = MIN (self->first_used, g_array_index (self->lines, guint, line));
}

/* Whether the character at @p ends a sentence. A full stop within a number or an address does not. */
static gboolean
ends_sentence (const char *p)
{
  static const char *const han_ends[] = { "。", "！", "？" };

  if (*p == '\n')
    return TRUE;
  for (guint i = 0; i < G_N_ELEMENTS (han_ends); i++)
    if (g_str_has_prefix (p, han_ends[i]))
      return TRUE;
  return (*p == '.' || *p == '!' || *p == '?') && (p[1] == ' ' || p[1] == '\n' || p[1] == '\0');
}

/**
 * zb_body_dup_sentence:
 * @start: where something was found in the normal text
 * @end: where it ends
 *
 * Returns: (transfer full): the sentence around it, exactly as printed.
 */
char *
zb_body_dup_sentence (const ZbBody *self,
                      gsize         start,
                      gsize         end)
{
  const char *text = self->text->str;
  const char *from = text + self->normal->origin[start];
  const char *to = text + self->normal->origin[end > start ? end - 1 : start];

  while (from > text)
    {
      const char *previous = g_utf8_prev_char (from);

      if (ends_sentence (previous))
        break;
      from = previous;
    }
  while (*to != '\0' && !ends_sentence (to))
    to = g_utf8_next_char (to);
  if (*to != '\0' && *to != '\n')
    to = g_utf8_next_char (to);
  return g_strstrip (g_strndup (from, (gsize) (to - from)));
}

static gboolean
add_recap_entry (GPtrArray   *recap,
                 const char  *text,
                 const char  *link,
                 const GDate *published)
{
  ZbRecapEntry *entry;
  ZbTitle title;

  if (!zb_title_parse (text, published, &title) ||
      (!zb_issue_is_known (title.issue) && !zb_period_is_known (&title.period)))
    return FALSE;
  for (guint i = 0; i < recap->len; i++)
    {
      const ZbRecapEntry *known = g_ptr_array_index (recap, i);

      if (zb_issue_compare (known->issue, title.issue) == 0 && title.issue.number != 0)
        return TRUE;
    }
  entry = zb_recap_entry_new ();
  entry->issue = title.issue;
  entry->period = title.period;
  entry->title = g_strstrip (g_strdup (text));
  entry->url = g_strdup (link);
  g_ptr_array_add (recap, entry);
  return TRUE;
}

/**
 * zb_body_read_recap:
 * @document: the document that this is the body of
 * @recap: (element-type ZbRecapEntry): where to put the entries
 *
 * Reads the list of earlier issues. Each link in it is a line of its own, as
 * is each block without links: some are printed without their address.
 */
void
zb_body_read_recap (const ZbBody *self,
                    ZbDocument   *document,
                    GPtrArray    *recap)
{
  for (guint i = self->recap + 1; i < document->blocks->len && recap->len < MAX_RECAP_ENTRIES; i++)
    {
      const ZbBlock *block = g_ptr_array_index (document->blocks, i);
      gboolean has_entry = FALSE;

      for (guint j = 0; j < block->runs->len; j++)
        {
          const ZbRun *run = g_ptr_array_index (block->runs, j);

          if (run->link != NULL && add_recap_entry (recap, run->text, run->link, &document->published))
            has_entry = TRUE;
        }
      if (!has_entry)
        {
          g_autofree char *text = zb_block_dup_text (block);

          if (strlen (text) < 256)
            add_recap_entry (recap, text, NULL, &document->published);
        }
    }
}

/* A section heading is a plain paragraph in most copies; here it becomes one. */
static ZbBlock *
copy_block (const ZbBody  *self,
            const ZbBlock *block,
            guint          position)
{
  ZbBlock *copy = zb_block_copy (block);

  if (g_hash_table_contains (self->headings, GUINT_TO_POINTER (position)))
    {
      copy->kind = ZB_BLOCK_HEADING;
      copy->level = 2;
    }
  return copy;
}

/**
 * zb_body_dup_document:
 * @document: the document that this is the body of
 *
 * Returns: (transfer full): the bulletin's own text. What stands before its
 *   first heading is left out, unless it states a figure or the rating.
 */
ZbDocument *
zb_body_dup_document (const ZbBody *self,
                      ZbDocument   *document)
{
  ZbDocument *body = zb_document_new ();
  gboolean has_preface = self->n_headings > 0 && self->first_heading < self->first_used;
  guint start = has_preface ? self->first_heading : 0;

  body->title = g_strdup (document->title);
  body->url = g_strdup (document->url);
  body->account = g_strdup (document->account);
  body->published = document->published;
  body->refusal = document->refusal;
  for (guint i = start; i < self->recap; i++)
    {
      const ZbBlock *block = g_ptr_array_index (document->blocks, i);
      g_autofree char *text = zb_block_dup_text (block);

      if (block->kind == ZB_BLOCK_IMAGE || !is_title_line (block, text))
        g_ptr_array_add (body->blocks, copy_block (self, block, i));
    }
  return body;
}
