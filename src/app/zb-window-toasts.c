/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zb-config.h"

#include "zb-window-private.h"

#include "app/zb-toast.h"
#include "app/zb-undo.h"

/* Short messages, and what they offer to take back. */

/* Where the user is: here, or in the window for typing in figures. */
static AdwToastOverlay *
find_toasts (ZbWindow *self)
{
  AdwToastOverlay *toasts = NULL;

  if (self->editor != NULL && !gtk_window_is_active (GTK_WINDOW (self)))
    toasts = zb_figure_editor_get_toasts (self->editor);
  return toasts != NULL ? toasts : self->toasts;
}

/* Shows a toast where the user is. */
void
zb_window_add_toast (ZbWindow *self,
                     AdwToast *toast)
{
  adw_toast_overlay_add_toast (find_toasts (self), toast);
}

/* The same for a toast that offers to take something back, which Ctrl+Z does then as well. */
void
zb_window_add_undo (ZbWindow *self,
                    AdwToast *toast)
{
  AdwToastOverlay *toasts = find_toasts (self);

  zb_undo_offer (GTK_WIDGET (gtk_widget_get_root (GTK_WIDGET (toasts))), toast);
  adw_toast_overlay_add_toast (toasts, toast);
}

/**
 * zb_window_show_message:
 *
 * Shows a short message for a few seconds.
 */
void
zb_window_show_message (ZbWindow   *self,
                        const char *message)
{
  g_return_if_fail (ZB_IS_WINDOW (self));

  /* A mark may be stored after the window is gone. */
  if (self->toasts != NULL)
    zb_window_add_toast (self, zb_toast_new (message));
}
