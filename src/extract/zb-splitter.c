/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zb-config.h"

#include "zb-splitter.h"

#include <string.h>

#include "extract/zb-line.h"
#include "extract/zb-normal-text.h"

/* A page with more bulletins than a year has is none that somebody put together to be read. */
#define MAX_PARTS 60

#define NOWHERE G_MAXUINT

/* A title line, which may begin a bulletin. */
typedef struct {
  guint   position;
  ZbTitle title;
} Start;

/* A document on its way to its parts. */
typedef struct {
  ZbCatalogue      *catalogue;
  const ZbDocument *document;
  ZbStatesFunc      states;
  gpointer          data;
  GArray           *starts;
  /* What names the part that is being looked at; nowhere for the document's own title. */
  Start             current;
  int               last_heading;
  /* A title line of another issue, which begins a part if its sections follow. */
  Start             candidate;
  gboolean          in_recap;
} Splitter;

/* Nearly all blocks are no titles, and this is seen before they are looked at closely. */
static gboolean
may_be_title (const ZbBlock *block)
{
  if (block->kind == ZB_BLOCK_IMAGE || block->kind == ZB_BLOCK_LIST_ITEM ||
      (zb_block_has_link (block) && block->kind != ZB_BLOCK_HEADING))
    return FALSE;
  for (guint i = 0; i < block->runs->len; i++)
    {
      const char *text = ((const ZbRun *) g_ptr_array_index (block->runs, i))->text;

      if (strstr (text, "报") != NULL || strstr (text, "報") != NULL || strstr (text, "eekly") != NULL)
        return TRUE;
    }
  return FALSE;
}

static void
look_at_block (ZbCatalogue      *catalogue,
               const ZbDocument *document,
               const ZbBlock    *block,
               ZbLine           *line)
{
  g_autofree char *text = zb_block_dup_text (block);
  g_autofree char *normal = NULL;

  *line = (ZbLine) { .kind = ZB_LINE_TEXT };
  if (strlen (text) >= ZB_LINE_MAX_BYTES)
    return;
  g_strdelimit (text, "\n\r", ' ');
  normal = zb_normalise (text);
  zb_line_init (line, catalogue, block, text, normal, &document->published);
}

/* A title line that is not about another issue than the text under it. */
static gboolean
is_start (const ZbBlock *block,
          const ZbLine  *line)
{
  return line->kind == ZB_LINE_TITLE && !line->title.is_mention && may_be_title (block) &&
         (zb_issue_is_known (line->title.issue) || zb_period_is_known (&line->title.period));
}

static gboolean
names_several_issues (ZbCatalogue      *catalogue,
                      const ZbDocument *document,
                      const ZbTitle    *title)
{
  ZbTitle first = *title;

  for (guint i = 0; i < document->blocks->len; i++)
    {
      const ZbBlock *block = g_ptr_array_index (document->blocks, i);
      ZbLine line;

      if (!may_be_title (block))
        continue;
      look_at_block (catalogue, document, block, &line);
      if (!is_start (block, &line))
        continue;
      if (zb_title_is_other (&first, &line.title))
        return TRUE;
      first = line.title;
    }
  return FALSE;
}

static gboolean
has_sections (const Splitter *self)
{
  return self->last_heading >= 0;
}

/* Up to @to; from @from, or, where that is nowhere, from the beginning and under the document's title. */
static ZbDocument *
dup_part (const ZbDocument *document,
          guint             from,
          guint             to,
          gboolean          is_first)
{
  ZbDocument *part = zb_document_new ();

  part->title = from == NOWHERE ? g_strdup (document->title) : NULL;
  if (is_first || !document->is_gathered)
    {
      part->url = g_strdup (document->url);
      part->account = g_strdup (document->account);
      part->original = g_strdup (document->original);
      part->published = document->published;
    }
  if (document->pictures != NULL)
    part->pictures = g_hash_table_ref (document->pictures);
  for (guint i = from != NOWHERE ? from : 0; i < to; i++)
    g_ptr_array_add (part->blocks, zb_block_copy (g_ptr_array_index (document->blocks, i)));
  return part;
}

static gboolean
part_states (const Splitter *self,
             guint           from,
             guint           to)
{
  g_autoptr(ZbDocument) part = dup_part (self->document, from, to, TRUE);

  return self->states (part, self->data);
}

/* Notes the part between two title lines if it states something, and is no list of earlier issues. */
static void
end_part (Splitter *self,
          guint     to)
{
  if (self->current.title.series == ZB_SERIES_BULLETIN && !self->in_recap && self->starts->len < MAX_PARTS &&
      part_states (self, self->current.position, to))
    g_array_append_val (self->starts, self->current.position);
}

static void
note_title (Splitter     *self,
            guint         position,
            const ZbLine *line)
{
  Start start = { position, line->title };
  Start *known = has_sections (self) ? &self->candidate : &self->current;

  if (has_sections (self) && !zb_title_is_other (&self->current.title, &line->title))
    {
      self->candidate.position = NOWHERE;
      return;
    }
  /* A bulletin may have ended here that has no headings. */
  if (!has_sections (self) && zb_title_is_other (&known->title, &line->title))
    end_part (self, position);
  /* A title that is printed twice begins where it stands first. */
  if (known->position == NOWHERE || zb_title_is_other (&known->title, &line->title))
    *known = start;
}

/* The sections stand in one order: where one comes again, or an earlier one, a bulletin began. */
static void
note_heading (Splitter *self,
              guint     heading)
{
  gboolean is_new = self->candidate.position != NOWHERE && (int) heading <= self->last_heading;

  if (!has_sections (self))
    g_array_append_val (self->starts, self->current.position);
  else if (is_new && self->starts->len < MAX_PARTS)
    {
      g_array_append_val (self->starts, self->candidate.position);
      self->current = self->candidate;
    }
  self->candidate.position = NOWHERE;
  self->last_heading = (int) heading;
}

/* Finds the bulletins of a page by their headings. */
static void
find_by_headings (Splitter *self)
{
  for (guint i = 0; i < self->document->blocks->len; i++)
    {
      const ZbBlock *block = g_ptr_array_index (self->document->blocks, i);
      ZbLine line;

      if (block->kind == ZB_BLOCK_IMAGE)
        continue;
      look_at_block (self->catalogue, self->document, block, &line);
      if (is_start (block, &line))
        note_title (self, i, &line);
      else if (line.kind == ZB_LINE_HEADING)
        note_heading (self, line.heading);
    }
}

/* Finds the bulletins of a page without any headings: a title and statements, and again. */
static void
find_by_titles (Splitter      *self,
                const ZbTitle *title)
{
  self->current = (Start) { NOWHERE, *title };
  for (guint i = 0; i < self->document->blocks->len; i++)
    {
      const ZbBlock *block = g_ptr_array_index (self->document->blocks, i);
      ZbLine line;

      if (block->kind == ZB_BLOCK_IMAGE)
        continue;
      look_at_block (self->catalogue, self->document, block, &line);
      if (line.kind == ZB_LINE_RECAP)
        {
          end_part (self, i);
          self->in_recap = TRUE;
        }
      else if (is_start (block, &line) &&
               (self->current.title.series != ZB_SERIES_BULLETIN ||
                zb_title_is_other (&self->current.title, &line.title)))
        {
          end_part (self, i);
          self->current = (Start) { i, line.title };
          /* Lines of a list are no headings. */
          self->in_recap = self->in_recap && block->kind != ZB_BLOCK_HEADING;
        }
    }
  end_part (self, self->document->blocks->len);
}

/**
 * zb_splitter_split:
 * @catalogue: where the headings are found
 * @document: a document
 * @states: says whether a part of it states something
 *
 * A page may hold several whole bulletins, one after the other. Titles of
 * other issues in a list, a link or a summary do not make it several, and one
 * issue printed twice is one.
 *
 * Returns: (transfer full) (element-type ZbDocument): the parts in their order;
 *   @document itself where it holds one bulletin, or none.
 */
GPtrArray *
zb_splitter_split (ZbCatalogue  *catalogue,
                   ZbDocument   *document,
                   ZbStatesFunc  states,
                   gpointer      data)
{
  GPtrArray *parts = g_ptr_array_new_with_free_func ((GDestroyNotify) zb_document_unref);
  g_autoptr(GArray) starts = NULL;
  ZbTitle title;
  Splitter self = {
    .catalogue = catalogue,
    .document = document,
    .states = states,
    .data = data,
    .current = { .position = NOWHERE },
    .candidate = { .position = NOWHERE },
    .last_heading = -1,
  };

  zb_title_parse (document->title != NULL ? document->title : "", &document->published, &title);
  if (title.series != ZB_SERIES_OTHER && names_several_issues (catalogue, document, &title))
    {
      self.starts = starts = g_array_new (FALSE, FALSE, sizeof (guint));
      self.current.title = title;
      find_by_headings (&self);
      if (!has_sections (&self))
        {
          g_array_set_size (starts, 0);
          find_by_titles (&self, &title);
        }
    }
  if (starts == NULL || starts->len < 2)
    {
      g_ptr_array_add (parts, zb_document_ref (document));
      return parts;
    }
  for (guint i = 0; i < starts->len; i++)
    {
      guint from = g_array_index (starts, guint, i);
      guint to = i + 1 < starts->len ? g_array_index (starts, guint, i + 1) : document->blocks->len;

      g_ptr_array_add (parts, dup_part (document, from, to, i == 0));
    }
  return parts;
}
