/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zb-config.h"

#include "zb-body.h"

#include <string.h>

#include "extract/zb-line.h"

/* No sentence is longer; what has no full stop within this is no text that was written. */
#define MAX_SENTENCE_CHARS 1000

/* Less than this beside headings and pictures is not a text. */
#define MIN_TEXT_HAN 20

/* A line of the page that names an issue, which may be another than the bulletin's. */
typedef struct {
  gsize   offset;
  ZbTitle title;
} Mention;

/* How much a title tells: the issue counts more than the week, both count more than where it
 * stands, and a line that leads elsewhere may be about another issue. */
static guint
rate_title (const ZbTitle *title,
            gboolean       is_own,
            gboolean       is_link)
{
  if (title->series != ZB_SERIES_BULLETIN)
    return title->series == ZB_SERIES_OTHER ? 1 : 0;
  if (title->is_mention)
    return 2;
  return 4 + (zb_issue_is_known (title->issue) ? 16 : 0) + (zb_period_is_known (&title->period) ? 8 : 0) +
         (is_own ? 2 : 0) + (is_link ? 0 : 1);
}

/* Whether a line cannot be about the issue that the document's own title names, or, as a link, need not be:
 * pages name the issues before and after theirs, and these may say more of themselves. */
static gboolean
is_about_another (const ZbTitle *own,
                  const ZbTitle *line,
                  gboolean       is_link)
{
  ZbPeriod week;

  if (own->series != ZB_SERIES_BULLETIN)
    return FALSE;
  if (zb_title_is_other (own, line))
    return TRUE;
  if (zb_issue_is_known (own->issue) && zb_issue_is_known (line->issue))
    return FALSE;
  if (zb_period_is_known (&own->period) && zb_period_is_known (&line->period))
    return FALSE;
  if (zb_period_init_issue (&week, own->issue) && zb_period_is_known (&line->period))
    return g_date_compare (&week.start, &line->period.start) != 0;
  if (zb_period_init_issue (&week, line->issue) && zb_period_is_known (&own->period))
    return g_date_compare (&week.start, &own->period.start) != 0;
  return is_link;
}

static void
consider_title (ZbBody        *self,
                const char    *text,
                const ZbTitle *title,
                gboolean       is_own,
                gboolean       is_link)
{
  guint rate = rate_title (title, is_own, is_link);

  /* What calls itself another series may well name this one further down. */
  if (self->title.series == ZB_SERIES_OTHER)
    return;
  if (self->title_text != NULL && rate <= self->title_rate)
    return;
  if (self->title_is_own && !is_own && is_about_another (&self->title, title, is_link))
    return;
  self->title = *title;
  self->title_rate = rate;
  self->title_is_own = is_own;
  g_free (self->title_text);
  self->title_text = g_strdup (text);
}

static void
consider_document_title (ZbBody           *self,
                         const ZbDocument *document)
{
  ZbTitle title;

  if (document->title == NULL)
    return;
  zb_title_parse (document->title, &document->published, &title);
  consider_title (self, document->title, &title, TRUE, FALSE);
}

/* A file may begin with the title of another series, without saying otherwise that it is its title. */
static void
consider_other_series (ZbBody        *self,
                       const ZbBlock *block,
                       const char    *text,
                       const ZbLine  *line,
                       gsize          line_start)
{
  if (self->title.series == ZB_SERIES_UNKNOWN && strstr (text, "。") == NULL &&
      (zb_block_is_title (block) || (self->title_text == NULL && line_start == 0)))
    consider_title (self, text, &line->title, TRUE, FALSE);
}

/* The last block that is the heading of a section; looked for once, and only where it matters. */
static guint
get_last_section (ZbBody           *self,
                  ZbCatalogue      *catalogue,
                  const ZbDocument *document)
{
  for (guint i = document->blocks->len; self->last_section == G_MAXUINT && i > 0; i--)
    {
      const ZbBlock *block = g_ptr_array_index (document->blocks, i - 1);
      g_autofree char *text = zb_block_dup_text (block);
      g_autofree char *normal = zb_normalise (text);
      ZbLine line;

      zb_line_init (&line, catalogue, block, text, normal, NULL);
      if (line.kind == ZB_LINE_HEADING || i == 1)
        self->last_section = i - 1;
    }
  return self->last_section;
}

/* Whether the line may stand in a list whose heading is missing or misprinted: among the
 * bulletin's own sections, it names another issue and is a list's item or leads there. */
static gboolean
may_be_recap_line (const ZbBody  *self,
                   const ZbBlock *block,
                   const ZbLine  *line)
{
  return self->n_headings > 0 && line->title.series == ZB_SERIES_BULLETIN &&
         (block->kind == ZB_BLOCK_LIST_ITEM || line->is_link) &&
         zb_issue_is_known (self->title.issue) && zb_issue_is_known (line->title.issue) &&
         zb_issue_compare (line->title.issue, self->title.issue) != 0;
}

/* Another series begins, or is quoted, on the same page: what follows is not the bulletin's. */
static gboolean
is_end_of_own_text (const ZbBody  *self,
                    const ZbBlock *block,
                    const ZbLine  *line)
{
  return line->title.series == ZB_SERIES_OTHER && line->title.issue.year != 0 &&
         !line->is_sentence && !line->is_link && block->kind != ZB_BLOCK_LIST_ITEM &&
         (self->n_headings > 0 || block->kind == ZB_BLOCK_HEADING);
}

/* Returns where in the normal text the line begins. */
static gsize
add_line (ZbBody     *self,
          guint       block,
          const char *text)
{
  gsize origin = self->text->len;
  gsize start = self->normal->length;

  if (self->lines->len > 0)
    {
      g_string_append_c (self->text, '\n');
      start++;
    }
  g_string_append (self->text, text);
  g_array_append_val (self->lines, block);
  zb_normal_text_append (self->normal, self->text->str + origin, origin);
  return start;
}

/* Takes the last line away again: it states nothing. */
static void
drop_line (ZbBody     *self,
           gsize       start,
           const char *text)
{
  g_array_set_size (self->lines, self->lines->len - 1);
  if (self->lines->len > 0)
    start--;
  zb_normal_text_truncate (self->normal, start);
  g_string_truncate (self->text, self->text->len - strlen (text) - (self->lines->len > 0 ? 1 : 0));
}

static void
note_heading (ZbBody           *self,
              const ZbLine     *line,
              guint             block,
              gsize             line_start)
{
  if (self->n_headings++ == 0)
    self->first_heading = block;
  if (line->kind == ZB_LINE_HEADING && !self->has_sections)
    {
      self->has_sections = TRUE;
      self->sections = line_start;
    }
  self->is_closed = line->kind == ZB_LINE_CLOSING;
  g_hash_table_add (self->headings, GUINT_TO_POINTER (block));
}

static gboolean
is_entry_elsewhere (const ZbBlock *block)
{
  if (block->kind != ZB_BLOCK_LIST_ITEM || block->runs->len == 0)
    return FALSE;
  for (guint i = 0; i < block->runs->len; i++)
    if (((const ZbRun *) g_ptr_array_index (block->runs, i))->link == NULL)
      return FALSE;
  return TRUE;
}

static void
note_title (ZbBody        *self,
            const ZbBlock *block,
            const char    *text,
            const ZbLine  *line,
            gsize          line_start)
{
  Mention mention = { line_start, line->title };

  consider_title (self, text, &line->title, zb_block_is_title (block), line->is_link);
  g_array_append_val (self->mentions, mention);
  /* What stands under the name of another issue is that issue's; under its own name, its own. */
  if (!line->title.is_mention && !line->is_link)
    self->is_closed = self->n_headings > 0 && zb_title_is_other (&line->title, &self->title);
}

/* Front pages print the name on one line, and the issue or the week on the next. */
static gboolean
take_second_line (ZbBody           *self,
                  const ZbDocument *document,
                  guint             position,
                  const char       *text,
                  const ZbLine     *line)
{
  g_autofree char *whole = NULL;
  ZbTitle title;

  if (position == 0 || !g_hash_table_contains (self->title_lines, GUINT_TO_POINTER (position - 1)) ||
      self->title.series != ZB_SERIES_BULLETIN || zb_period_is_known (&self->title.period) ||
      line->kind != ZB_LINE_TEXT || line->is_sentence || line->is_link)
    return FALSE;
  whole = g_strconcat (self->title_text, text, NULL);
  zb_title_parse (whole, &document->published, &title);
  if (title.is_mention || rate_title (&title, self->title_is_own, FALSE) <= self->title_rate)
    return FALSE;
  consider_title (self, whole, &title, self->title_is_own, FALSE);
  g_hash_table_add (self->title_lines, GUINT_TO_POINTER (position));
  return TRUE;
}

/* A box of other articles may stand above the text, and closes nothing there. */
static gboolean
is_behind_text (const ZbBody *self,
                gsize         line_start)
{
  return self->n_headings > 0 || line_start > MIN_TEXT_HAN * strlen ("一");
}

/* Returns %FALSE where the list of earlier issues begins. */
static gboolean
scan_block (ZbBody           *self,
            ZbCatalogue      *catalogue,
            const ZbDocument *document,
            guint             position)
{
  const ZbBlock *block = g_ptr_array_index (document->blocks, position);
  g_autofree char *text = zb_block_dup_text (block);
  gsize start;
  ZbLine line;

  /* Every line is one line: what separates lines inside a block separates nothing. */
  for (char *p = text; *p != '\0'; p++)
    if (*p == '\n' || *p == '\r')
      *p = ' ';
  start = add_line (self, position, text);
  zb_line_init (&line, catalogue, block, text, self->normal->text + start, &document->published);
  if (line.kind == ZB_LINE_RECAP ||
      (may_be_recap_line (self, block, &line) && get_last_section (self, catalogue, document) < position))
    {
      drop_line (self, start, text);
      self->recap = position;
      return FALSE;
    }
  if (take_second_line (self, document, position, text, &line))
    {
      drop_line (self, start, text);
      return TRUE;
    }
  if (line.kind == ZB_LINE_HEADING || (line.kind == ZB_LINE_CLOSING && is_behind_text (self, start)))
    note_heading (self, &line, position, start);
  else if (line.kind == ZB_LINE_TITLE)
    {
      note_title (self, block, text, &line, start);
      g_hash_table_add (self->title_lines, GUINT_TO_POINTER (position));
      drop_line (self, start, text);
      return TRUE;
    }
  else if (line.title.series == ZB_SERIES_OTHER)
    {
      consider_other_series (self, block, text, &line, start);
      self->is_closed = self->is_closed || is_end_of_own_text (self, block, &line);
    }
  /* What is nothing but an entry that leads to another page is of that page. */
  if (self->is_closed || (line.kind == ZB_LINE_TEXT && is_entry_elsewhere (block)))
    {
      self->has_text = self->has_text || strlen (text) > MIN_TEXT_HAN * 3;
      drop_line (self, start, text);
    }
  return TRUE;
}

/* Reads on from the title to the list of earlier issues. */
static void
scan_blocks (ZbBody           *self,
             ZbCatalogue      *catalogue,
             const ZbDocument *document)
{
  self->recap = document->blocks->len;
  for (guint i = 0; i < document->blocks->len; i++)
    {
      const ZbBlock *block = g_ptr_array_index (document->blocks, i);

      if (block->kind != ZB_BLOCK_IMAGE && !scan_block (self, catalogue, document, i))
        return;
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
zb_body_new (ZbCatalogue      *catalogue,
             const ZbDocument *document)
{
  ZbBody *self = g_new0 (ZbBody, 1);

  self->text = g_string_new (NULL);
  self->normal = zb_normal_text_new ("", TRUE);
  self->lines = g_array_new (FALSE, FALSE, sizeof (guint));
  self->mentions = g_array_new (FALSE, FALSE, sizeof (Mention));
  self->headings = g_hash_table_new (NULL, NULL);
  self->title_lines = g_hash_table_new (NULL, NULL);
  self->first_used = G_MAXUINT;
  self->last_section = G_MAXUINT;
  zb_period_clear (&self->title.period);
  consider_document_title (self, document);
  scan_blocks (self, catalogue, document);
  /* Who retells a bulletin gives it a title of his own, and names the week in a sentence. */
  if (self->title.series != ZB_SERIES_OTHER && self->title.issue.year == 0)
    {
      zb_title_find_week (self->normal->text, &document->published, &self->title.period);
      if (zb_period_is_known (&self->title.period))
        self->title.issue.year = g_date_get_year (&self->title.period.end);
    }
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
  g_array_unref (self->mentions);
  g_hash_table_unref (self->headings);
  g_hash_table_unref (self->title_lines);
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

  if (self->has_text)
    return TRUE;
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
  switch (g_utf8_get_char (p))
    {
    case '\n':
    case 0x3002: /* 。 */
    case 0xff01: /* ！ */
    case 0xff1f: /* ？ */
      return TRUE;
    case '.':
    case '!':
    case '?':
      return p[1] == ' ' || p[1] == '\n' || p[1] == '\0';
    default:
      return FALSE;
    }
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

/**
 * zb_body_is_foreign:
 * @offset: a place in the normal text before the first section
 *
 * What stands before the bulletin's own sections may be a summary of them, or
 * about another issue.
 *
 * Returns: whether something says that it is about another issue.
 */
gboolean
zb_body_is_foreign (const ZbBody *self,
                    gsize         offset)
{
  const char *text = self->normal->text;
  const char *start = text + offset;
  const char *end = strchr (start, '\n');
  g_autofree char *line = NULL;
  gboolean is_foreign = FALSE;

  for (guint i = 0; i < self->mentions->len; i++)
    {
      const Mention *mention = &g_array_index (self->mentions, Mention, i);

      if (mention->offset <= offset)
        is_foreign = zb_title_is_other (&mention->title, &self->title);
    }
  if (is_foreign)
    return TRUE;
  while (start > text && start[-1] != '\n')
    start--;
  line = end != NULL ? g_strndup (start, (gsize) (end - start)) : g_strdup (start);
  return zb_title_names_other (&self->title, line);
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
zb_body_dup_document (const ZbBody     *self,
                      const ZbDocument *document)
{
  ZbDocument *body = zb_document_new ();
  gboolean has_preface = self->n_headings > 0 && self->first_heading < self->first_used;
  guint start = has_preface ? self->first_heading : 0;

  copy_surroundings (body, document);
  for (guint i = start; i < self->recap; i++)
    {
      const ZbBlock *block = g_ptr_array_index (document->blocks, i);

      if (!g_hash_table_contains (self->title_lines, GUINT_TO_POINTER (i)))
        g_ptr_array_add (body->blocks, copy_block (self, block, i));
    }
  return body;
}
