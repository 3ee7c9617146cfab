/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "outside-keys.h"

#include <X11/Xlib.h>
#include <X11/Xutil.h>
#include <X11/extensions/XTest.h>
#include <X11/keysym.h>

/* A program that does not answer for so long hangs; what was waited for then fails. */
#define MAX_WAIT_US (60 * G_USEC_PER_SEC)

/* The keyboard of the display on which the program runs. */
struct _OutsideKeys
{
  Display *display;
};

/* A window may go while it is asked about; the next look finds another one. */
static int
ignore_error_cb (Display *display, XErrorEvent *event)
{
  return 0;
}

/**
 * outside_keys_new:
 *
 * Returns: (transfer full): the keyboard of $DISPLAY.
 */
OutsideKeys *
outside_keys_new (void)
{
  OutsideKeys *self = g_new0 (OutsideKeys, 1);
  int ignored;

  self->display = XOpenDisplay (NULL);
  g_assert_nonnull (self->display);
  g_assert_true (XTestQueryExtension (self->display, &ignored, &ignored, &ignored, &ignored));
  XSetErrorHandler (ignore_error_cb);
  XSelectInput (self->display, DefaultRootWindow (self->display), SubstructureNotifyMask);
  return self;
}

void
outside_keys_free (OutsideKeys *self)
{
  XCloseDisplay (self->display);
  g_free (self);
}

/* Menus and bubbles manage themselves; the keyboard stays with the window they belong to. */
static gboolean
takes_keyboard (OutsideKeys *self, Window window)
{
  XWindowAttributes attributes;

  return XGetWindowAttributes (self->display, window, &attributes)
      && attributes.map_state == IsViewable && attributes.class == InputOutput
      && !attributes.override_redirect;
}

/* What a window manager would do, of which there is none: the window in front has the keyboard. */
static Window
focus_front (OutsideKeys *self)
{
  Window root, parent, focus, front = None;
  Window *windows = NULL;
  unsigned int n_windows = 0;
  int revert;

  if (XQueryTree (self->display, DefaultRootWindow (self->display), &root, &parent, &windows,
                  &n_windows))
    for (unsigned int i = n_windows; i > 0 && front == None; i--)
      if (takes_keyboard (self, windows[i - 1]))
        front = windows[i - 1];
  if (windows != NULL)
    XFree (windows);
  XGetInputFocus (self->display, &focus, &revert);
  if (front != None && front != focus)
    XSetInputFocus (self->display, front, RevertToPointerRoot, CurrentTime);
  XSync (self->display, False);
  return front;
}

/* Asks a window whether it still answers, as a window manager does. It does so after all keys before have been taken, and
 * what a key has done is done then. */
static void
send_ping (OutsideKeys *self, Window window)
{
  XClientMessageEvent event = {
    .type = ClientMessage,
    .window = window,
    .message_type = XInternAtom (self->display, "WM_PROTOCOLS", False),
    .format = 32,
    .data.l = { (long) XInternAtom (self->display, "_NET_WM_PING", False), CurrentTime,
                (long) window },
  };

  XSendEvent (self->display, window, False, NoEventMask, (XEvent *) &event);
  XSync (self->display, False);
}

static Bool
is_pong_cb (Display *display, XEvent *event, XPointer data)
{
  return event->type == ClientMessage && event->xclient.data.l[0] == *(const long *) (const void *) data;
}

/* Waits until the window in front has taken all keys; one that they have closed takes no more. */
static void
wait_for_pong (OutsideKeys *self, Window window)
{
  long ping = (long) XInternAtom (self->display, "_NET_WM_PING", False);
  gint64 end = g_get_monotonic_time () + MAX_WAIT_US;
  XEvent event;

  if (window == None)
    return;
  send_ping (self, window);
  while (!XCheckIfEvent (self->display, &event, is_pong_cb, (XPointer) &ping)
         && takes_keyboard (self, window) && g_get_monotonic_time () < end)
    g_usleep (1000);
  /* Nothing else of what the root window tells is of interest. */
  while (XPending (self->display) > 0)
    XNextEvent (self->display, &event);
}

static void
tap (OutsideKeys *self, KeySym key, gboolean control, gboolean shift, gboolean alt)
{
  const struct
  {
    gboolean is_held;
    KeySym key;
  } modifiers[] = {
    { control, XK_Control_L },
    { shift, XK_Shift_L },
    { alt, XK_Alt_L },
  };
  KeyCode code = XKeysymToKeycode (self->display, key);

  g_assert_cmpuint (code, !=, 0);
  for (guint i = 0; i < G_N_ELEMENTS (modifiers); i++)
    if (modifiers[i].is_held)
      XTestFakeKeyEvent (self->display, XKeysymToKeycode (self->display, modifiers[i].key), True,
                         CurrentTime);
  XTestFakeKeyEvent (self->display, code, True, CurrentTime);
  XTestFakeKeyEvent (self->display, code, False, CurrentTime);
  for (guint i = G_N_ELEMENTS (modifiers); i > 0; i--)
    if (modifiers[i - 1].is_held)
      XTestFakeKeyEvent (self->display, XKeysymToKeycode (self->display, modifiers[i - 1].key),
                         False, CurrentTime);
  XSync (self->display, False);
}

/* Whether Shift has to be held for a key's sign. */
static gboolean
is_shifted (OutsideKeys *self, KeySym key)
{
  KeyCode code = XKeysymToKeycode (self->display, key);
  int n_signs;
  KeySym *signs = XGetKeyboardMapping (self->display, code, 1, &n_signs);
  gboolean is_shifted = n_signs > 1 && signs[0] != key && signs[1] == key;

  XFree (signs);
  return is_shifted;
}

/**
 * outside_keys_follow:
 *
 * Gives the keyboard to the window in front, where another has come there.
 */
void
outside_keys_follow (OutsideKeys *self)
{
  focus_front (self);
}

/* The user turns to something else: no window has the keyboard until the next key is pressed. */
void
outside_keys_leave (OutsideKeys *self)
{
  XSetInputFocus (self->display, None, RevertToNone, CurrentTime);
  XSync (self->display, False);
}

/**
 * outside_keys_press:
 * @accelerator: a key with what is held, such as "Ctrl+Shift+p" or "Tab"
 *
 * Presses a key in the window in front, and waits until that has taken it.
 */
void
outside_keys_press (OutsideKeys *self, const char *accelerator)
{
  g_auto (GStrv) parts = g_strsplit (accelerator, "+", -1);
  guint last = g_strv_length (parts) - 1;
  KeySym key = XStringToKeysym (parts[last]);
  Window window;

  if (key == NoSymbol)
    g_error ("there is no key “%s”", accelerator);
  parts[last][0] = '\0';
  window = focus_front (self);
  tap (self, key, g_strv_contains ((const char *const *) parts, "Ctrl"),
       g_strv_contains ((const char *const *) parts, "Shift") || is_shifted (self, key),
       g_strv_contains ((const char *const *) parts, "Alt"));
  wait_for_pong (self, window);
}

/**
 * outside_keys_type:
 * @text: of ASCII, which a keyboard of the test has
 *
 * Types a text where the keyboard is.
 */
void
outside_keys_type (OutsideKeys *self, const char *text)
{
  Window window = focus_front (self);

  for (const char *sign = text; *sign != '\0'; sign++)
    {
      /* For Latin signs the key is the sign's own number. */
      KeySym key = (KeySym) (guchar) *sign;

      tap (self, key, FALSE, is_shifted (self, key), FALSE);
    }
  wait_for_pong (self, window);
}
