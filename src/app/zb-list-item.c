/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zb-config.h"

#include "zb-list-item.h"

#include <string.h>

struct _ZbListItem {
  GObject         parent_instance;
  ZbListItemKind  kind;
  ZbEntry        *entry;
  guint           year;
  guint           n_weeks;
  guint           n_here;
  gboolean        unread;
  gboolean        starred;
  gboolean        names_year;
  ZbSearchHit    *hit;
  gboolean        has_note;
};

enum {
  PROP_0,
  PROP_UNREAD,
  PROP_STARRED,
  PROP_HIT,
  PROP_HAS_NOTE,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (ZbListItem, zb_list_item, G_TYPE_OBJECT)

static void
zb_list_item_get_property (GObject    *object,
                           guint       prop_id,
                           GValue     *value,
                           GParamSpec *pspec)
{
  ZbListItem *self = ZB_LIST_ITEM (object);

  switch (prop_id)
    {
    case PROP_UNREAD:
      g_value_set_boolean (value, self->unread);
      break;
    case PROP_STARRED:
      g_value_set_boolean (value, self->starred);
      break;
    case PROP_HIT:
      g_value_set_pointer (value, self->hit);
      break;
    case PROP_HAS_NOTE:
      g_value_set_boolean (value, self->has_note);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
zb_list_item_set_property (GObject      *object,
                           guint         prop_id,
                           const GValue *value,
                           GParamSpec   *pspec)
{
  ZbListItem *self = ZB_LIST_ITEM (object);

  switch (prop_id)
    {
    case PROP_UNREAD:
      zb_list_item_set_unread (self, g_value_get_boolean (value));
      break;
    case PROP_STARRED:
      zb_list_item_set_starred (self, g_value_get_boolean (value));
      break;
    case PROP_HAS_NOTE:
      zb_list_item_set_has_note (self, g_value_get_boolean (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
zb_list_item_finalize (GObject *object)
{
  ZbListItem *self = ZB_LIST_ITEM (object);

  g_clear_pointer (&self->entry, zb_entry_unref);
  g_clear_pointer (&self->hit, zb_search_hit_free);

  G_OBJECT_CLASS (zb_list_item_parent_class)->finalize (object);
}

static void
zb_list_item_class_init (ZbListItemClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = zb_list_item_get_property;
  object_class->set_property = zb_list_item_set_property;
  object_class->finalize = zb_list_item_finalize;

  properties[PROP_UNREAD] =
    g_param_spec_boolean ("unread", NULL, NULL, FALSE,
                          G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  properties[PROP_STARRED] =
    g_param_spec_boolean ("starred", NULL, NULL, FALSE,
                          G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  /* A ZbSearchHit, or what the row is called: what a row shows when it is found. */
  properties[PROP_HIT] = g_param_spec_pointer ("hit", NULL, NULL, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_HAS_NOTE] =
    g_param_spec_boolean ("has-note", NULL, NULL, FALSE,
                          G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
zb_list_item_init (ZbListItem *self)
{
}

/**
 * zb_list_item_get_kind:
 */
ZbListItemKind
zb_list_item_get_kind (ZbListItem *self)
{
  g_return_val_if_fail (ZB_IS_LIST_ITEM (self), ZB_LIST_ITEM_GAP);

  return self->kind;
}

/**
 * zb_list_item_get_entry:
 *
 * Returns: (nullable) (transfer none): the bulletin, %NULL for other kinds of row.
 */
ZbEntry *
zb_list_item_get_entry (ZbListItem *self)
{
  g_return_val_if_fail (ZB_IS_LIST_ITEM (self), NULL);

  return self->entry;
}

/* Of the issue, or of its week's Sunday; 0 where neither is known. */
static guint
get_year (const ZbEntry *entry)
{
  if (entry->issue.year != 0)
    return entry->issue.year;
  return zb_period_is_known (&entry->period) ? g_date_get_year (&entry->period.end) : 0;
}

/**
 * zb_list_item_get_year:
 *
 * Returns: the year of a heading or of a bulletin, 0 where it is not known.
 */
guint
zb_list_item_get_year (ZbListItem *self)
{
  g_return_val_if_fail (ZB_IS_LIST_ITEM (self), 0);

  return self->entry != NULL ? get_year (self->entry) : self->year;
}

/**
 * zb_list_item_get_n_weeks:
 *
 * Returns: how many weeks the year has, or how many are missing in a gap; 0 for a heading of zb_list_item_new_year().
 */
guint
zb_list_item_get_n_weeks (ZbListItem *self)
{
  g_return_val_if_fail (ZB_IS_LIST_ITEM (self), 0);

  return self->n_weeks;
}

/**
 * zb_list_item_get_n_here:
 *
 * Returns: of how many of the year's weeks a text or figures are here; of a heading of zb_list_item_new_year(), how
 *   many of its bulletins are shown.
 */
guint
zb_list_item_get_n_here (ZbListItem *self)
{
  g_return_val_if_fail (ZB_IS_LIST_ITEM (self), 0);

  return self->n_here;
}

/**
 * zb_list_item_get_unread:
 */
gboolean
zb_list_item_get_unread (ZbListItem *self)
{
  g_return_val_if_fail (ZB_IS_LIST_ITEM (self), FALSE);

  return self->unread;
}

/**
 * zb_list_item_set_unread:
 *
 * Changes what the row shows, not the library.
 */
void
zb_list_item_set_unread (ZbListItem *self,
                         gboolean    unread)
{
  g_return_if_fail (ZB_IS_LIST_ITEM (self));

  if (self->unread == unread)
    return;
  self->unread = unread;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_UNREAD]);
}

/**
 * zb_list_item_get_starred:
 */
gboolean
zb_list_item_get_starred (ZbListItem *self)
{
  g_return_val_if_fail (ZB_IS_LIST_ITEM (self), FALSE);

  return self->starred;
}

/**
 * zb_list_item_set_starred:
 *
 * Changes what the row shows, not the library.
 */
void
zb_list_item_set_starred (ZbListItem *self,
                          gboolean    starred)
{
  g_return_if_fail (ZB_IS_LIST_ITEM (self));

  if (self->starred == starred)
    return;
  self->starred = starred;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_STARRED]);
}

static gboolean
is_same_hit (const ZbSearchHit *a,
             const ZbSearchHit *b)
{
  if (a == NULL || b == NULL)
    return a == b;
  return g_str_equal (a->snippet, b->snippet) && a->ranges->len == b->ranges->len &&
         memcmp (a->ranges->data, b->ranges->data, a->ranges->len * sizeof (ZbTextRange)) == 0;
}

/**
 * zb_list_item_get_hit:
 *
 * Returns: (nullable) (transfer none): what was found in the bulletin.
 */
const ZbSearchHit *
zb_list_item_get_hit (ZbListItem *self)
{
  g_return_val_if_fail (ZB_IS_LIST_ITEM (self), NULL);

  return self->hit;
}

/**
 * zb_list_item_set_hit:
 * @hit: (nullable): what was found in the bulletin; copied
 */
void
zb_list_item_set_hit (ZbListItem        *self,
                      const ZbSearchHit *hit)
{
  g_return_if_fail (ZB_IS_LIST_ITEM (self));

  if (is_same_hit (self->hit, hit))
    return;
  g_clear_pointer (&self->hit, zb_search_hit_free);
  self->hit = hit != NULL ? zb_search_hit_copy (hit) : NULL;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_HIT]);
}

/**
 * zb_list_item_get_names_year:
 *
 * Returns: whether the row says its year, since no heading does.
 */
gboolean
zb_list_item_get_names_year (ZbListItem *self)
{
  g_return_val_if_fail (ZB_IS_LIST_ITEM (self), FALSE);

  return self->names_year;
}

/**
 * zb_list_item_set_names_year:
 */
void
zb_list_item_set_names_year (ZbListItem *self,
                             gboolean    names_year)
{
  g_return_if_fail (ZB_IS_LIST_ITEM (self));

  if (self->names_year == names_year)
    return;
  self->names_year = names_year;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_HIT]);
}

/**
 * zb_list_item_new_year:
 *
 * Returns: (transfer full): a heading above those bulletins of a year that are shown; none is counted yet.
 */
ZbListItem *
zb_list_item_new_year (guint year)
{
  ZbListItem *self = g_object_new (ZB_TYPE_LIST_ITEM, NULL);

  self->kind = ZB_LIST_ITEM_YEAR;
  self->year = year;
  return self;
}

/**
 * zb_list_item_count:
 *
 * Counts one more bulletin under a heading that nobody shows yet.
 */
void
zb_list_item_count (ZbListItem *self)
{
  g_return_if_fail (ZB_IS_LIST_ITEM (self));

  self->n_here++;
}

/**
 * zb_list_item_get_has_note:
 */
gboolean
zb_list_item_get_has_note (ZbListItem *self)
{
  g_return_val_if_fail (ZB_IS_LIST_ITEM (self), FALSE);

  return self->has_note;
}

/**
 * zb_list_item_set_has_note:
 */
void
zb_list_item_set_has_note (ZbListItem *self,
                           gboolean    has_note)
{
  g_return_if_fail (ZB_IS_LIST_ITEM (self));

  if (self->has_note == has_note)
    return;
  self->has_note = has_note;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_HAS_NOTE]);
}

static ZbListItem *
add_item (GPtrArray      *items,
          ZbListItemKind  kind)
{
  ZbListItem *item = g_object_new (ZB_TYPE_LIST_ITEM, NULL);

  item->kind = kind;
  g_ptr_array_add (items, item);
  return item;
}

/* How many weeks lie between two bulletins that follow each other in the list. */
static guint
count_weeks_between (const ZbEntry *newer,
                     const ZbEntry *older)
{
  int days;

  if (!zb_period_is_known (&newer->period) || !zb_period_is_known (&older->period))
    return 0;
  days = g_date_days_between (&older->period.start, &newer->period.start);
  return days > 7 ? (guint) (days - 1) / 7 : 0;
}

/**
 * zb_list_items_new:
 * @entries: (element-type ZbEntry): bulletins, newest first
 *
 * Returns: (transfer full) (element-type ZbListItem): the rows of the sidebar:
 *   the bulletins, a heading above each year, and a row where weeks are missing.
 */
GPtrArray *
zb_list_items_new (GPtrArray *entries)
{
  GPtrArray *items = g_ptr_array_new_full (entries->len + 64, g_object_unref);
  ZbListItem *heading = NULL;

  for (guint i = 0; i < entries->len; i++)
    {
      ZbEntry *entry = g_ptr_array_index (entries, i);
      ZbListItem *item;
      guint n_missing = 0;

      if (heading == NULL || heading->year != get_year (entry))
        {
          heading = add_item (items, ZB_LIST_ITEM_YEAR);
          heading->year = get_year (entry);
          heading->n_weeks = heading->year != 0 ? zb_issue_n_in_year (heading->year) : 0;
        }
      if (entry->state != ZB_ENTRY_MISSING)
        heading->n_here++;
      item = add_item (items, ZB_LIST_ITEM_ISSUE);
      item->entry = zb_entry_ref (entry);
      item->unread = entry->unread;
      item->starred = entry->starred;
      item->has_note = entry->has_note;
      if (i + 1 < entries->len)
        n_missing = count_weeks_between (entry, g_ptr_array_index (entries, i + 1));
      if (n_missing > 0)
        add_item (items, ZB_LIST_ITEM_GAP)->n_weeks = n_missing;
    }
  return items;
}

/* Not byte by byte: a GDate may be in one of two forms. */
static gboolean
is_same_period (const ZbPeriod *a,
                const ZbPeriod *b)
{
  if (!zb_period_is_known (a) || !zb_period_is_known (b))
    return zb_period_is_known (a) == zb_period_is_known (b);
  return g_date_compare (&a->start, &b->start) == 0 && g_date_compare (&a->end, &b->end) == 0;
}

/* Whether a row shows the same, apart from marks. */
static gboolean
is_same_entry (const ZbEntry *a,
               const ZbEntry *b)
{
  guint n_figures = a->figures != NULL ? a->figures->len : 0;

  if (a->id != b->id || zb_issue_compare (a->issue, b->issue) != 0 || a->state != b->state ||
      a->rating != b->rating || a->n_copies != b->n_copies || g_strcmp0 (a->title, b->title) != 0 ||
      !is_same_period (&a->period, &b->period) ||
      n_figures != (b->figures != NULL ? b->figures->len : 0))
    return FALSE;
  for (guint i = 0; i < n_figures; i++)
    if (!zb_figure_equal (g_ptr_array_index (a->figures, i), g_ptr_array_index (b->figures, i)))
      return FALSE;
  return TRUE;
}

static gboolean
is_same_item (const ZbListItem *a,
              const ZbListItem *b)
{
  if (a->kind != b->kind || a->year != b->year || a->n_weeks != b->n_weeks || a->n_here != b->n_here)
    return FALSE;
  return a->entry == NULL || is_same_entry (a->entry, b->entry);
}

/* A mark that the library has changed is taken over; one that the user has just set, and that is
 * still being stored, stays. */
static void
take_entry (ZbListItem *self,
            ZbEntry    *entry)
{
  if (self->entry->unread != entry->unread)
    zb_list_item_set_unread (self, entry->unread);
  if (self->entry->starred != entry->starred)
    zb_list_item_set_starred (self, entry->starred);
  if (self->entry->has_note != entry->has_note)
    zb_list_item_set_has_note (self, entry->has_note);
  zb_entry_unref (self->entry);
  self->entry = zb_entry_ref (entry);
}

/* Years and bulletins by their numbers; gaps have none. */
static gint64
get_key (const ZbListItem *self)
{
  return self->entry != NULL ? self->entry->id : -1 - (gint64) self->year;
}

/**
 * zb_list_items_reuse:
 * @items: (element-type ZbListItem): rows as they are to be
 * @old: rows as they are
 *
 * Puts old rows in the place of new ones that show the same, so that a list keeps their place, and
 * the keyboard on them.
 */
void
zb_list_items_reuse (GPtrArray  *items,
                     GPtrArray  *old)
{
  g_autoptr(GHashTable) known = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_object_unref);

  for (guint i = 0; i < old->len; i++)
    {
      ZbListItem *item = g_ptr_array_index (old, i);
      gint64 key = get_key (item);

      if (item->kind != ZB_LIST_ITEM_GAP)
        g_hash_table_insert (known, g_memdup2 (&key, sizeof key), g_object_ref (item));
    }
  for (guint i = 0; i < items->len; i++)
    {
      ZbListItem *item = g_ptr_array_index (items, i);
      gint64 key = get_key (item);
      ZbListItem *match = item->kind != ZB_LIST_ITEM_GAP ? g_hash_table_lookup (known, &key) : NULL;

      if (match == NULL || !is_same_item (match, item))
        continue;
      if (item->entry != NULL)
        take_entry (match, item->entry);
      g_ptr_array_index (items, i) = g_object_ref (match);
      g_object_unref (item);
    }
}
