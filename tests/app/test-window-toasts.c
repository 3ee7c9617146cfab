/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "window-fixture.h"

#include "app/zb-toast.h"

/* Stories of messages that follow each other quickly, with the animations that most desktops show. */

typedef struct {
  GtkWindow       *window;
  AdwToastOverlay *toasts;
} Messages;

static void
begin (Messages *self)
{
  g_object_set (gtk_settings_get_default (), "gtk-enable-animations", TRUE, NULL);
  self->window = g_object_ref_sink (GTK_WINDOW (gtk_window_new ()));
  self->toasts = ADW_TOAST_OVERLAY (adw_toast_overlay_new ());
  gtk_window_set_default_size (self->window, 400, 300);
  gtk_window_set_child (self->window, GTK_WIDGET (self->toasts));
  gtk_window_present (self->window);
  WAIT_UNTIL (gtk_widget_get_mapped (GTK_WIDGET (self->toasts)));
}

static void
end (Messages *self)
{
  gtk_window_destroy (self->window);
  g_object_unref (self->window);
  g_object_set (gtk_settings_get_default (), "gtk-enable-animations", FALSE, NULL);
}

/* Shows a message, which the overlay holds; @toast is %NULL when it has gone. */
static void
show (Messages   *self,
      AdwToast   **toast,
      const char  *message)
{
  g_set_weak_pointer (toast, zb_toast_new (message));
  adw_toast_overlay_add_toast (self->toasts, *toast);
}

/* Given two messages, when the second is to go while it still slides into the place of the first, then it goes, and what
 * is freed then is not moved any more. */
static void
test_in_a_row (void)
{
  Messages story;
  AdwToast *first = NULL, *second = NULL;

  begin (&story);
  show (&story, &first, "One & only");
  show (&story, &second, "Another");
  WAIT_UNTIL (shows_text (story.toasts, "One & only"));
  zb_toast_dismiss (first);
  WAIT_UNTIL (shows_text (story.toasts, "Another"));
  wait_frames (GTK_WIDGET (story.toasts), 2);
  zb_toast_dismiss (second);
  WAIT_UNTIL (first == NULL && second == NULL);
  wait_frames (GTK_WIDGET (story.toasts), 30);
  end (&story);
}

/* When it is to go twice, or the overlay has gone before, then nothing happens. */
static void
test_twice (void)
{
  Messages story;
  AdwToast *first = NULL, *second = NULL;

  begin (&story);
  show (&story, &first, "One");
  show (&story, &second, "Another");
  zb_toast_dismiss (first);
  zb_toast_dismiss (first);
  zb_toast_dismiss (second);
  zb_toast_dismiss (second);
  end (&story);
  WAIT_UNTIL (first == NULL && second == NULL);
}

static void
test_set (void)
{
  Messages story;
  AdwToast *toast = NULL;

  begin (&story);
  show (&story, &toast, "One");
  WAIT_UNTIL (shows_text (story.toasts, "One"));
  zb_toast_set (toast, "<Another>");
  g_assert_true (shows_text (story.toasts, "<Another>"));
  zb_toast_dismiss (toast);
  WAIT_UNTIL (toast == NULL);
  end (&story);
}

static void
add_tests (void)
{
  g_test_add_func ("/window/toasts/in-a-row", test_in_a_row);
  g_test_add_func ("/window/toasts/twice", test_twice);
  g_test_add_func ("/window/toasts/set", test_set);
}

int
main (int    argc,
      char **argv)
{
  return window_test_run (argc, argv, add_tests);
}
