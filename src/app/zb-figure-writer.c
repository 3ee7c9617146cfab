/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zb-config.h"

#include "zb-figure-writer.h"

#include "app/zb-library-async.h"

/* A figure that is to be stored, or forgotten. */
typedef struct {
  const char *figure_id;
  ZbFigure   *figure;
} Change;

/* Stores what the user types one after the other, since threads do not keep their order; and the
 * program stays until the last is stored. */
struct _ZbFigureWriter {
  GObject    parent_instance;
  ZbLibrary *library;
  gint64     id;
  GQueue     changes;
};

enum {
  SIGNAL_WRITTEN,
  SIGNAL_FAILED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (ZbFigureWriter, zb_figure_writer, G_TYPE_OBJECT)

static void
change_free (gpointer data)
{
  Change *self = data;

  g_clear_pointer (&self->figure, zb_figure_free);
  g_free (self);
}

static void write_next (ZbFigureWriter *self);

static void
written_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr(ZbFigureWriter) self = user_data;
  g_autoptr(GError) error = NULL;

  if (!zb_library_set_typed_figure_finish (ZB_LIBRARY (source), result, &error))
    g_signal_emit (self, signals[SIGNAL_FAILED], 0, error->message);
  change_free (g_queue_pop_head (&self->changes));
  write_next (self);
}

static void
write_next (ZbFigureWriter *self)
{
  const Change *change = g_queue_peek_head (&self->changes);

  if (change != NULL)
    {
      zb_library_set_typed_figure_async (self->library, self->id, change->figure_id, change->figure, written_cb,
                                         g_object_ref (self));
      return;
    }
  g_signal_emit (self, signals[SIGNAL_WRITTEN], 0);
  g_application_release (g_application_get_default ());
}

static void
zb_figure_writer_finalize (GObject *object)
{
  ZbFigureWriter *self = ZB_FIGURE_WRITER (object);

  g_queue_clear_full (&self->changes, change_free);
  g_clear_object (&self->library);

  G_OBJECT_CLASS (zb_figure_writer_parent_class)->finalize (object);
}

static void
zb_figure_writer_class_init (ZbFigureWriterClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = zb_figure_writer_finalize;

  /**
   * ZbFigureWriter::written:
   *
   * All that was typed so far is stored, or has failed.
   */
  signals[SIGNAL_WRITTEN] =
    g_signal_new ("written", ZB_TYPE_FIGURE_WRITER, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  /**
   * ZbFigureWriter::failed:
   * @message: why
   *
   * A figure could not be stored.
   */
  signals[SIGNAL_FAILED] =
    g_signal_new ("failed", ZB_TYPE_FIGURE_WRITER, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
zb_figure_writer_init (ZbFigureWriter *self)
{
}

/**
 * zb_figure_writer_new:
 * @id: a bulletin
 *
 * Returns: (transfer full): what stores its typed figures.
 */
ZbFigureWriter *
zb_figure_writer_new (ZbLibrary *library,
                      gint64     id)
{
  ZbFigureWriter *self = g_object_new (ZB_TYPE_FIGURE_WRITER, NULL);

  self->library = g_object_ref (library);
  self->id = id;
  return self;
}

/**
 * zb_figure_writer_set:
 * @figure_id: which figure
 * @figure: (nullable): what was typed; %NULL to forget it
 *
 * Stores a figure in a thread.
 */
void
zb_figure_writer_set (ZbFigureWriter *self,
                      const char     *figure_id,
                      const ZbFigure *figure)
{
  Change *change;

  g_return_if_fail (ZB_IS_FIGURE_WRITER (self));

  change = g_new0 (Change, 1);
  change->figure_id = figure_id;
  change->figure = figure != NULL ? zb_figure_copy (figure) : NULL;
  g_queue_push_tail (&self->changes, change);
  if (g_queue_get_length (&self->changes) > 1)
    return;
  g_application_hold (g_application_get_default ());
  write_next (self);
}
