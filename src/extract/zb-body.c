/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zb-config.h"

#include "zb-body.h"

#include <string.h>

#include "bulletin/zb-bulletin.h"

/* A list of earlier issues names five; more than this is not that list. */
#define MAX_RECAP_ENTRIES 60

/* Titles, headings and even a whole list of earlier issues in one paragraph are shorter. */
#define MAX_LINE_BYTES 1024

/* No sentence is longer; what has no full stop within this is no text that was written. */
#define MAX_SENTENCE_CHARS 1000

/* Less than this beside headings and pictures is not a text. */
#define MIN_TEXT_HAN 20

/* Behind "一、", "1.", "(二)", "01" or signs such as "【" that stand before a heading. */
static const char *
skip_numbering (const char *normal)
{
  const char *p = normal;

  while (*p != '\0')
    {
      gunichar c = g_utf8_get_char (p);

      if (g_unichar_isalpha (c) && g_utf8_strchr ("一二三四五六七八九十", -1, c) == NULL)
        break;
      p = g_utf8_next_char (p);
    }
  return p;
}

/* Whether nothing but signs stands at @p. */
static gboolean
is_end_of_heading (const char *p)
{
  while (*p != '\0' && !g_unichar_isalnum (g_utf8_get_char (p)))
    p = g_utf8_next_char (p);
  return *p == '\0';
}

/* Whether the block is nothing but @heading, with or without a number and signs around it.
 * The catalogue's headings are Han characters only, which is their normal spelling. */
static gboolean
is_heading (const char *normal,
            const char *heading)
{
  const char *rest = skip_numbering (normal);

  return g_str_has_prefix (rest, heading) && is_end_of_heading (rest + strlen (heading));
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

  /* What calls itself another series may well name this one further down. */
  if (self->title.series == ZB_SERIES_OTHER)
    return;
  zb_title_parse (text, published, &title);
  if (rate_title (&title) <= rate_title (&self->title) && self->title_text != NULL)
    return;
  if (title.series == ZB_SERIES_UNKNOWN && self->title_text != NULL)
    return;
  self->title = title;
  g_free (self->title_text);
  self->title_text = g_strdup (text);
}

static gboolean
is_title_heading (const ZbBlock *block)
{
  return block->kind == ZB_BLOCK_HEADING && block->level == 1;
}

/* A line that names the bulletin, and little else; a sentence that names it is none. */
static gboolean
is_title_line (const ZbBlock *block,
               const char    *text)
{
  ZbTitle title;

  if (block->kind == ZB_BLOCK_LIST_ITEM || g_utf8_strlen (text, -1) > 80)
    return FALSE;
  if (!is_title_heading (block) && (strstr (text, "。") != NULL || strstr (text, "，") != NULL))
    return FALSE;
  return zb_title_parse (text, NULL, &title);
}

/* A file may begin with the title of another series, without saying otherwise that it is its title. */
static void
consider_other_series (ZbBody        *self,
                       const ZbBlock *block,
                       const char    *text)
{
  ZbTitle title;

  if (self->title.series != ZB_SERIES_UNKNOWN || strstr (text, "。") != NULL ||
      !(is_title_heading (block) || (self->title_text == NULL && self->text->len == 0)))
    return;
  zb_title_parse (text, NULL, &title);
  if (title.series == ZB_SERIES_OTHER)
    consider_title (self, text, NULL);
}

/* The heading of the list of earlier issues: alone, or with the list in the same paragraph. */
static gboolean
is_recap_heading (const char *normal,
                  const char *heading)
{
  const char *rest = skip_numbering (normal);

  if (!g_str_has_prefix (rest, heading))
    return FALSE;
  rest += strlen (heading);
  return is_end_of_heading (rest) || g_str_has_prefix (skip_numbering (rest), ZB_TITLE_NAME);
}

/* A line of the list whose heading is missing or misprinted: behind the bulletin's own
 * sections, it names another issue and is a list's item or leads there. */
static gboolean
is_recap_line (const ZbBody  *self,
               const ZbBlock *block,
               const char    *text)
{
  gboolean is_item = block->kind == ZB_BLOCK_LIST_ITEM;
  ZbTitle title;

  if (self->n_headings == 0 || !zb_issue_is_known (self->title.issue))
    return FALSE;
  for (guint i = 0; i < block->runs->len && !is_item; i++)
    is_item = ((const ZbRun *) g_ptr_array_index (block->runs, i))->link != NULL;
  return is_item && zb_title_parse (text, NULL, &title) && zb_issue_is_known (title.issue) &&
         zb_issue_compare (title.issue, self->title.issue) != 0;
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
      if (strlen (text) < MAX_LINE_BYTES)
        {
          normal = zb_normalise (text);
          if (is_recap_heading (normal, zb_catalogue_get_recap_heading (catalogue)) ||
              is_recap_line (self, block, text))
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
          else
            consider_other_series (self, block, text);
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
  const char *text = self->normal->text;
  const char *end = text + offset;
  guint line = 0;

  while ((text = memchr (text, '\n', (gsize) (end - text))) != NULL)
    {
      text++;
      line++;
    }
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

  for (guint i = 0; i < MAX_SENTENCE_CHARS && from > text; i++)
    {
      const char *previous = g_utf8_prev_char (from);

      if (ends_sentence (previous))
        break;
      from = previous;
    }
  for (guint i = 0; i < MAX_SENTENCE_CHARS && *to != '\0' && !ends_sentence (to); i++)
    to = g_utf8_next_char (to);
  if (*to != '\0' && *to != '\n')
    to = g_utf8_next_char (to);
  return g_strstrip (g_strndup (from, (gsize) (to - from)));
}

/* Returns whether @text names an issue, be it new in the list or not. */
static gboolean
add_recap_entry (const ZbBody *self,
                 GPtrArray    *recap,
                 const char   *text,
                 const char   *link,
                 const GDate  *published)
{
  ZbRecapEntry *entry;
  ZbTitle title;

  if (!zb_title_parse (text, published, &title) ||
      (!zb_issue_is_known (title.issue) && !zb_period_is_known (&title.period)))
    return FALSE;
  if (zb_issue_is_known (title.issue) && zb_issue_compare (self->title.issue, title.issue) == 0)
    return TRUE;
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

/* Several titles may stand in one text, one behind the other. */
static gboolean
add_recap_entries (const ZbBody *self,
                   GPtrArray    *recap,
                   const char   *text,
                   const char   *link,
                   const GDate  *published)
{
  const char *line = text;
  const char *next = strstr (text, ZB_TITLE_NAME);
  gboolean has_entry = FALSE;

  if (next == NULL || strstr (next + 1, ZB_TITLE_NAME) == NULL)
    return add_recap_entry (self, recap, text, link, published);
  for (line = next; line != NULL; line = next)
    {
      g_autofree char *title = NULL;

      next = strstr (line + 1, ZB_TITLE_NAME);
      title = next != NULL ? g_strndup (line, (gsize) (next - line)) : g_strdup (line);
      has_entry = add_recap_entry (self, recap, title, link, published) || has_entry;
    }
  return has_entry;
}

/* The words of the runs from @i on that lead to the same place; puts @i behind them. */
static char *
dup_link_words (const ZbBlock *block,
                guint         *i)
{
  const char *link = ((const ZbRun *) g_ptr_array_index (block->runs, *i))->link;
  GString *words = g_string_new (NULL);

  for (; *i < block->runs->len; (*i)++)
    {
      const ZbRun *run = g_ptr_array_index (block->runs, *i);

      if (g_strcmp0 (run->link, link) != 0)
        break;
      g_string_append (words, run->text);
    }
  return g_string_free (words, FALSE);
}

/* Each link is a line of its own, and so is what stands between links; but where neither says
 * which issue it is, a title was divided between them. */
static void
read_recap_block (const ZbBody  *self,
                  const ZbBlock *block,
                  GPtrArray     *recap,
                  const GDate   *published)
{
  g_autofree char *text = zb_block_dup_text (block);
  const char *first_link = NULL;
  gboolean has_entry = FALSE;

  if (strlen (text) >= MAX_LINE_BYTES)
    return;
  for (guint i = 0; i < block->runs->len;)
    {
      const char *link = ((const ZbRun *) g_ptr_array_index (block->runs, i))->link;
      g_autofree char *words = dup_link_words (block, &i);

      if (first_link == NULL)
        first_link = link;
      has_entry = add_recap_entries (self, recap, words, link, published) || has_entry;
    }
  if (!has_entry)
    add_recap_entries (self, recap, text, first_link, published);
}

/**
 * zb_body_read_recap:
 * @document: the document that this is the body of
 * @recap: (element-type ZbRecapEntry): where to put the entries
 *
 * Reads the list of earlier issues. Some are printed without their address.
 */
void
zb_body_read_recap (const ZbBody *self,
                    ZbDocument   *document,
                    GPtrArray    *recap)
{
  for (guint i = self->recap; i < document->blocks->len && recap->len < MAX_RECAP_ENTRIES; i++)
    read_recap_block (self, g_ptr_array_index (document->blocks, i), recap, &document->published);
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

/* All but the text: what the page says of itself, and what came with it. */
static void
copy_surroundings (ZbDocument       *body,
                   const ZbDocument *document)
{
  body->title = g_strdup (document->title);
  body->url = g_strdup (document->url);
  body->account = g_strdup (document->account);
  body->original = g_strdup (document->original);
  body->published = document->published;
  body->refusal = document->refusal;
  body->next_page = g_strdup (document->next_page);
  for (guint i = 0; i < document->attachments->len; i++)
    g_ptr_array_add (body->attachments, g_strdup (g_ptr_array_index (document->attachments, i)));
  if (document->pictures != NULL)
    body->pictures = g_hash_table_ref (document->pictures);
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

  copy_surroundings (body, document);
  for (guint i = start; i < self->recap; i++)
    {
      const ZbBlock *block = g_ptr_array_index (document->blocks, i);
      g_autofree char *text = zb_block_dup_text (block);

      if (block->kind == ZB_BLOCK_IMAGE || !is_title_line (block, text))
        g_ptr_array_add (body->blocks, copy_block (self, block, i));
    }
  return body;
}
