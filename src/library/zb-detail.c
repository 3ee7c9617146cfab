/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zb-config.h"

#include "zb-detail.h"

G_DEFINE_BOXED_TYPE (ZbDetail, zb_detail, zb_detail_ref, zb_detail_unref)

/* These words are part of what zhoubaoctl prints: add, never change. */
static const char *const origin_words[] = {
  [ZB_FIGURE_FROM_COPY] = "copy",
  [ZB_FIGURE_TYPED] = "typed",
  [ZB_FIGURE_FROM_INDEX] = "index",
};

/**
 * zb_figure_origin_to_string:
 *
 * Returns: the origin as `zhoubaoctl show --json` prints it.
 */
const char *
zb_figure_origin_to_string (ZbFigureOrigin origin)
{
  g_return_val_if_fail ((guint) origin < G_N_ELEMENTS (origin_words), NULL);

  return origin_words[origin];
}

/**
 * zb_figure_origin_to_column:
 *
 * Returns: the origin as tables of figures print it.
 */
const char *
zb_figure_origin_to_column (ZbFigureOrigin origin)
{
  return origin == ZB_FIGURE_FROM_COPY ? "text" : zb_figure_origin_to_string (origin);
}

/**
 * zb_detail_has_text:
 *
 * Returns: whether the shown copy has a text that can be shown; a stored copy
 *   that is damaged has one, but it cannot.
 */
gboolean
zb_detail_has_text (const ZbDetail *self)
{
  return self->entry->state == ZB_ENTRY_TEXT && self->shown != NULL &&
         self->shown->bulletin->status == ZB_COPY_OK;
}

/**
 * zb_sourced_figure_new:
 * @figure: (transfer full): the figure
 * @origin: where it was taken from
 * @copy_id: of a copy: which one; otherwise 0
 *
 * Returns: (transfer full): the figure with its provenance.
 */
ZbSourcedFigure *
zb_sourced_figure_new (ZbFigure       *figure,
                       ZbFigureOrigin  origin,
                       gint64          copy_id)
{
  ZbSourcedFigure *self = g_new0 (ZbSourcedFigure, 1);

  self->figure = figure;
  self->origin = origin;
  self->copy_id = copy_id;
  return self;
}

/**
 * zb_sourced_figure_free:
 */
void
zb_sourced_figure_free (ZbSourcedFigure *self)
{
  zb_figure_free (self->figure);
  g_clear_pointer (&self->disagreeing, g_ptr_array_unref);
  g_free (self);
}

/**
 * zb_copy_info_free:
 */
void
zb_copy_info_free (ZbCopyInfo *self)
{
  g_free (self->url);
  g_free (self->account);
  g_free (self->title);
  g_free (self->reason);
  g_free (self->origin);
  g_clear_pointer (&self->added, g_date_time_unref);
  g_free (self);
}

/**
 * zb_copy_picture_free:
 */
void
zb_copy_picture_free (ZbCopyPicture *self)
{
  g_free (self->address);
  g_free (self->media_type);
  g_free (self);
}

/**
 * zb_recap_link_free:
 */
void
zb_recap_link_free (ZbRecapLink *self)
{
  g_free (self->title);
  g_free (self->url);
  g_free (self);
}

/**
 * zb_known_address_free:
 */
void
zb_known_address_free (ZbKnownAddress *self)
{
  g_free (self->url);
  g_free (self->account);
  g_free (self->reason);
  g_free (self);
}

/**
 * zb_detail_new:
 *
 * Returns: (transfer full): a detail of which nothing is known.
 */
ZbDetail *
zb_detail_new (void)
{
  ZbDetail *self = g_atomic_rc_box_new0 (ZbDetail);

  self->figures = g_ptr_array_new_with_free_func ((GDestroyNotify) zb_sourced_figure_free);
  self->copies = g_ptr_array_new_with_free_func ((GDestroyNotify) zb_copy_info_free);
  self->pictures = g_ptr_array_new_with_free_func ((GDestroyNotify) zb_copy_picture_free);
  self->recap = g_ptr_array_new_with_free_func ((GDestroyNotify) zb_recap_link_free);
  self->addresses = g_ptr_array_new_with_free_func ((GDestroyNotify) zb_known_address_free);
  self->warnings = g_ptr_array_new_with_free_func (g_free);
  return self;
}

/**
 * zb_detail_ref:
 *
 * Returns: (transfer full): @self
 */
ZbDetail *
zb_detail_ref (ZbDetail *self)
{
  return g_atomic_rc_box_acquire (self);
}

static void
clear_detail (gpointer data)
{
  ZbDetail *self = data;

  g_clear_pointer (&self->entry, zb_entry_unref);
  g_free (self->note);
  g_ptr_array_unref (self->figures);
  g_ptr_array_unref (self->copies);
  g_clear_pointer (&self->shown, zb_extraction_unref);
  g_ptr_array_unref (self->pictures);
  g_ptr_array_unref (self->recap);
  g_ptr_array_unref (self->addresses);
  g_clear_pointer (&self->week_before, zb_entry_unref);
  g_ptr_array_unref (self->warnings);
}

/**
 * zb_detail_unref:
 */
void
zb_detail_unref (ZbDetail *self)
{
  g_atomic_rc_box_release_full (self, clear_detail);
}
