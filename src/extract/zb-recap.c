/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zb-config.h"

#include "zb-recap.h"

#include <string.h>

#include "extract/zb-normal-text.h"
#include "extract/zb-title.h"

/* A list of earlier issues names five; more than this is not that list. */
#define MAX_ENTRIES 60
#define MAX_BLOCKS  1000

/* Even a whole list in one paragraph is shorter. */
#define MAX_LINE_BYTES 1024

/* A list that is being read. */
typedef struct {
  ZbIssue      own_issue;
  const GDate *published;
  GPtrArray   *entries;
} Recap;

/* Returns whether @text, of which @normal is the normal spelling, names an issue, be it new in the
 * list or not. */
static gboolean
add_entry (const Recap *self,
           const char  *text,
           const char  *normal,
           const char  *link)
{
  ZbRecapEntry *entry;
  ZbTitle title;

  if (!zb_title_parse_normal (normal, self->published, &title) ||
      (!zb_issue_is_known (title.issue) && !zb_period_is_known (&title.period)))
    return FALSE;
  if (zb_issue_is_known (title.issue) && zb_issue_compare (self->own_issue, title.issue) == 0)
    return TRUE;
  for (guint i = 0; i < self->entries->len; i++)
    {
      const ZbRecapEntry *known = g_ptr_array_index (self->entries, i);

      if (zb_issue_compare (known->issue, title.issue) == 0 && title.issue.number != 0)
        return TRUE;
    }
  entry = zb_recap_entry_new ();
  entry->issue = title.issue;
  entry->period = title.period;
  entry->title = g_strstrip (g_strdup (text));
  entry->url = g_strdup (link);
  g_ptr_array_add (self->entries, entry);
  return TRUE;
}

/* Several titles may stand in one text, one behind the other. */
static gboolean
add_entries (const Recap *self,
             const char  *text,
             const char  *link)
{
  g_autoptr(ZbNormalText) normal = zb_normal_text_new (text, TRUE);
  const char *name = strstr (normal->text, ZB_TITLE_NAME);
  const char *next = name != NULL ? strstr (name + 1, ZB_TITLE_NAME) : NULL;
  gboolean has_entry = FALSE;

  if (next == NULL)
    return add_entry (self, text, normal->text, link);
  for (; name != NULL; name = next)
    {
      g_autofree char *title = NULL;
      g_autofree char *normal_title = NULL;
      gsize start = normal->origin[name - normal->text];
      gsize end;

      next = strstr (name + 1, ZB_TITLE_NAME);
      end = normal->origin[next != NULL ? (gsize) (next - normal->text) : normal->length];
      title = g_strndup (text + start, end - start);
      normal_title = next != NULL ? g_strndup (name, (gsize) (next - name)) : g_strdup (name);
      has_entry = add_entry (self, title, normal_title, link) || has_entry;
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
read_block (const Recap   *self,
            const ZbBlock *block)
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
      has_entry = add_entries (self, words, link) || has_entry;
    }
  if (!has_entry)
    add_entries (self, text, first_link);
}

/**
 * zb_recap_read:
 * @from: the block of @document in which the list begins
 * @own_issue: the issue of the bulletin itself, which is not an earlier one
 * @recap: (element-type ZbRecapEntry): where to put the entries
 *
 * Reads the list of earlier issues. Some are printed without their address.
 */
void
zb_recap_read (const ZbDocument *document,
               guint             from,
               ZbIssue           own_issue,
               GPtrArray        *recap)
{
  Recap self = { own_issue, &document->published, recap };
  guint end = MIN (document->blocks->len, from + MAX_BLOCKS);

  for (guint i = from; i < end && recap->len < MAX_ENTRIES; i++)
    read_block (&self, g_ptr_array_index (document->blocks, i));
}
