/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zb-config.h"

#include "zb-toast.h"

/* Short messages. They slide in for half a second where they take the place of another, for 300 ms otherwise. One that
 * is dismissed is freed by the overlay of libadwaita 1.2 after 300 ms, also when it still slides in then, and what it
 * moves afterwards is freed memory. So the program dismisses none that has begun to move less than 200 ms ago. */

/* With some frames to spare; not longer, since the Escape key goes to the message as long as that is there. */
#define SETTLING_MS 300

/* When one was made or went: then one begins to move. There is one user, who sees them one after the other. */
static gint64 last_change;

static void
note_change (void)
{
  last_change = g_get_monotonic_time ();
}

/**
 * zb_toast_new:
 * @message: a text; a toast's title is markup
 *
 * Returns: (transfer full): a toast that says it.
 */
AdwToast *
zb_toast_new (const char *message)
{
  g_autofree char *escaped = g_markup_escape_text (message, -1);
  AdwToast *toast = adw_toast_new (escaped);

  /* It is shown at once, or when the one before has gone. */
  note_change ();
  g_signal_connect (toast, "dismissed", G_CALLBACK (note_change), NULL);
  return toast;
}

/**
 * zb_toast_set:
 * @toast: one that is shown, or waits for that
 * @message: a text
 *
 * Makes it say something else.
 */
void
zb_toast_set (AdwToast   *toast,
              const char *message)
{
  g_autofree char *escaped = g_markup_escape_text (message, -1);

  adw_toast_set_title (toast, escaped);
}

static gboolean
settled_cb (gpointer user_data)
{
  zb_toast_dismiss (user_data);
  return G_SOURCE_REMOVE;
}

/**
 * zb_toast_dismiss:
 * @toast: one of zb_toast_new()
 *
 * Makes it go, as soon as that can be done safely.
 */
void
zb_toast_dismiss (AdwToast *toast)
{
  gint64 wait_ms;

  g_return_if_fail (ADW_IS_TOAST (toast));

  wait_ms = SETTLING_MS - (g_get_monotonic_time () - last_change) / G_TIME_SPAN_MILLISECOND;
  if (wait_ms <= 0)
    adw_toast_dismiss (toast);
  else
    g_timeout_add_full (G_PRIORITY_DEFAULT, (guint) wait_ms, settled_cb, g_object_ref (toast), g_object_unref);
}
