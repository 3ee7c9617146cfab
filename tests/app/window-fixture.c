/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "window-fixture.h"

#include "app/zb-application.h"
#include "app/zb-chart-panel.h"
#include "app/zb-issue-page.h"
#include "app/zb-sidebar.h"

/* The width of a telephone's screen. */
#define NARROW 360

/* One for the whole program, as there is one outside of tests. */
static GtkApplication *application;

/* A clock that goes on while nothing happens, so that every wait ends. */
static gboolean
tick_cb (gpointer data)
{
  return G_SOURCE_CONTINUE;
}

/* Folders of its own for what the program writes. Those of the system stay, with their icons and
 * settings: G_TEST_OPTION_ISOLATE_DIRS hides them, and without them no window opens. */
static char *
make_user_folders (void)
{
  static const char *const variables[] = {
    "XDG_CACHE_HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME",
  };
  g_autoptr(GError) error = NULL;
  char *folder = g_dir_make_tmp ("zb-window-XXXXXX", &error);

  g_assert_no_error (error);
  for (guint i = 0; i < G_N_ELEMENTS (variables); i++)
    {
      g_autofree char *path = g_build_filename (folder, variables[i], NULL);

      g_setenv (variables[i], path, TRUE);
    }
  return folder;
}

int
window_test_run (int    argc,
                 char **argv,
                 void (*add_tests) (void))
{
  g_autofree char *folder = make_user_folders ();
  g_autoptr(ZbApplication) owned = NULL;
  g_autoptr(GError) error = NULL;
  guint ticker;
  int status;

  g_test_init (&argc, &argv, NULL);
  owned = zb_application_new ();
  application = GTK_APPLICATION (owned);
  g_application_set_flags (G_APPLICATION (application),
                           G_APPLICATION_HANDLES_OPEN | G_APPLICATION_NON_UNIQUE);
  g_application_register (G_APPLICATION (application), NULL, &error);
  g_assert_no_error (error);
  /* A test looks at the end of things, not at their movement. */
  g_object_set (gtk_settings_get_default (), "gtk-enable-animations", FALSE, NULL);
  ticker = g_timeout_add (20, tick_cb, NULL);
  add_tests ();
  status = g_test_run ();
  g_source_remove (ticker);
  remove_tree (folder);
  return status;
}

void
wait_a_moment (void)
{
  g_main_context_iteration (NULL, TRUE);
}

static void
count_frame_cb (GdkFrameClock *clock,
                guint         *n_frames)
{
  ++*n_frames;
}

/* Waits until so many frames were drawn: sizes and places are known then. */
void
wait_frames (GtkWidget *widget,
             guint      n_frames)
{
  GdkFrameClock *clock = gtk_widget_get_frame_clock (widget);
  guint n_drawn = 0;
  gulong handler;

  g_assert_nonnull (clock);
  handler = g_signal_connect (clock, "after-paint", G_CALLBACK (count_frame_cb), &n_drawn);
  for (guint i = 1; i <= n_frames; i++)
    {
      gtk_widget_queue_draw (widget);
      WAIT_UNTIL (n_drawn >= i);
    }
  g_signal_handler_disconnect (clock, handler);
}

void
window_fixture_init (WindowFixture *self)
{
  *self = (WindowFixture) { 0 };
  fixture_init (&self->files);
}

void
window_fixture_clear (WindowFixture *self)
{
  window_fixture_close (self);
  fixture_clear (&self->files);
}

/* Puts a bulletin into the library before the window opens it. */
void
window_fixture_store (WindowFixture *self,
                      const char    *text)
{
  g_autoptr(ZbLibrary) library = fixture_open (&self->files);

  zb_import_result_unref (import_text (library, text));
}

/* Keeps a picture of a bulletin's best copy before the window opens the library. */
void
window_fixture_store_picture (WindowFixture *self,
                              guint          year,
                              guint          number,
                              guint          position,
                              GBytes        *bytes)
{
  g_autoptr(ZbLibrary) library = fixture_open (&self->files);
  g_autoptr(ZbDetail) detail = load_issue (library, year, number);
  const ZbCopyInfo *copy = g_ptr_array_index (detail->copies, 0);
  const ZbCopyPicture *picture;
  g_autoptr(GError) error = NULL;

  g_assert_cmpuint (position, <, detail->pictures->len);
  picture = g_ptr_array_index (detail->pictures, position);
  zb_library_store_picture (library, copy->id, picture->address, bytes, &error);
  g_assert_no_error (error);
}

static cairo_status_t
write_cb (void                *closure,
          const unsigned char *data,
          unsigned int         length)
{
  g_byte_array_append (closure, data, length);
  return CAIRO_STATUS_SUCCESS;
}

/* A picture with something on it. */
GBytes *
make_png (int width,
          int height)
{
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, width, height);
  cairo_t *cr = cairo_create (surface);
  GByteArray *bytes = g_byte_array_new ();

  cairo_set_source_rgb (cr, 0.2, 0.5, 0.9);
  cairo_paint (cr);
  cairo_set_source_rgb (cr, 1, 1, 1);
  cairo_rectangle (cr, width / 4.0, height / 4.0, width / 2.0, height / 2.0);
  cairo_fill (cr);
  cairo_destroy (cr);
  g_assert_cmpint (cairo_surface_write_to_png_stream (surface, write_cb, bytes), ==, CAIRO_STATUS_SUCCESS);
  cairo_surface_destroy (surface);
  return g_byte_array_free_to_bytes (bytes);
}

static void
ready_cb (WindowFixture *self)
{
  self->is_ready = TRUE;
}

/* Makes a window that is not shown yet and has only begun to open its library. */
void
window_fixture_new (WindowFixture *self,
                    const char    *issue)
{
  self->is_ready = FALSE;
  self->window = zb_window_new (application, self->files.path, issue);
  g_object_add_weak_pointer (G_OBJECT (self->window), (gpointer *) &self->window);
  g_signal_connect_swapped (self->window, "ready", G_CALLBACK (ready_cb), self);
  gtk_window_set_default_size (GTK_WINDOW (self->window), 1200, 900);
}

/* Opens the window and waits until it shows a bulletin, or what is wrong. */
void
window_fixture_open (WindowFixture *self,
                     const char    *issue)
{
  window_fixture_new (self, issue);
  gtk_window_present (GTK_WINDOW (self->window));
  WAIT_UNTIL (self->is_ready);
  wait_frames (GTK_WIDGET (self->window), 3);
}

/* Closes the window and waits until it is gone: what still holds it is a leak. */
void
window_fixture_close (WindowFixture *self)
{
  if (self->window == NULL)
    return;
  /* One that was never shown is not closed by gtk_window_close(). */
  if (gtk_widget_get_realized (GTK_WIDGET (self->window)))
    gtk_window_close (GTK_WINDOW (self->window));
  else
    gtk_window_destroy (GTK_WINDOW (self->window));
  WAIT_UNTIL (self->window == NULL);
}

void
window_fixture_select (WindowFixture *self,
                       guint          year,
                       guint          number)
{
  ZbIssuePage *page;

  g_assert_true (zb_window_show_issue (self->window, ISSUE (year, number)));
  page = ZB_ISSUE_PAGE (window_fixture_get_page (self));
  WAIT_UNTIL (zb_issue_compare (zb_issue_page_get_detail (page)->entry->issue,
                                ISSUE (year, number)) == 0);
  wait_frames (GTK_WIDGET (self->window), 3);
}

/* The library as the next start of the program will find it. */
ZbLibrary *
window_fixture_reopen (WindowFixture *self)
{
  g_autoptr(GError) error = NULL;
  ZbLibrary *library;

  window_fixture_close (self);
  library = zb_library_open (self->files.path, zb_extractor_get_default (), NULL, &error);
  g_assert_no_error (error);
  return library;
}

/* @action: as an accelerator names it, such as "win.export('png')" */
void
window_fixture_activate (WindowFixture *self,
                         const char    *action)
{
  g_autoptr(GVariant) target = NULL;
  g_autofree char *name = NULL;
  g_autoptr(GError) error = NULL;

  g_assert_true (g_action_parse_detailed_name (action, &name, &target, &error));
  g_assert_no_error (error);
  g_assert_true (gtk_widget_activate_action_variant (GTK_WIDGET (self->window), name, target));
}

/* Whether an action could be activated: GTK tells this to the buttons that do it. */
gboolean
window_fixture_can (WindowFixture *self,
                    const char    *action)
{
  GtkWidget *button = gtk_button_new ();
  gboolean is_sensitive;

  gtk_widget_set_parent (button, GTK_WIDGET (self->window));
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);
  is_sensitive = gtk_widget_get_sensitive (button);
  gtk_widget_unparent (button);
  return is_sensitive;
}

GtkWidget *
window_fixture_get_page (WindowFixture *self)
{
  return find_type (GTK_WIDGET (self->window), ZB_TYPE_ISSUE_PAGE);
}

GtkWidget *
window_fixture_get_list (WindowFixture *self)
{
  return find_type (find_type (GTK_WIDGET (self->window), ZB_TYPE_SIDEBAR), GTK_TYPE_LIST_VIEW);
}

/* The widget that follows in the tree under @root, children first; NULL at its end. */
GtkWidget *
next_widget (GtkWidget *root,
             GtkWidget *widget)
{
  GtkWidget *next = gtk_widget_get_first_child (widget);

  while (next == NULL && widget != root)
    {
      next = gtk_widget_get_next_sibling (widget);
      widget = gtk_widget_get_parent (widget);
    }
  return next;
}

GtkWidget *
find_type (GtkWidget *root,
           GType      type)
{
  for (GtkWidget *widget = root; widget != NULL; widget = next_widget (root, widget))
    if (g_type_is_a (G_OBJECT_TYPE (widget), type))
      return widget;
  return NULL;
}

/* The first shown button of an action. */
GtkWidget *
find_button (GtkWidget  *root,
             const char *action)
{
  for (GtkWidget *widget = root; widget != NULL; widget = next_widget (root, widget))
    if (GTK_IS_BUTTON (widget) && gtk_widget_get_mapped (widget) &&
        g_strcmp0 (gtk_actionable_get_action_name (GTK_ACTIONABLE (widget)), action) == 0)
      return widget;
  return NULL;
}

/* The first shown button that bears a label. */
GtkWidget *
find_labelled_button (GtkWidget  *root,
                      const char *label)
{
  GtkWidget *found = find_label (root, label);

  g_assert_nonnull (found);
  return gtk_widget_get_ancestor (found, GTK_TYPE_BUTTON);
}

/* The shown row of a group. */
GtkWidget *
find_action_row (GtkWidget  *root,
                 const char *title)
{
  g_autoptr(GPtrArray) rows = find_all (root, ADW_TYPE_ACTION_ROW);

  for (guint i = 0; i < rows->len; i++)
    if (g_str_equal (adw_preferences_row_get_title (g_ptr_array_index (rows, i)), title))
      return g_ptr_array_index (rows, i);
  g_error ("there is no row “%s”", title);
}

/* All that are shown, from the top on. */
GPtrArray *
find_all (GtkWidget *root,
          GType      type)
{
  GPtrArray *found = g_ptr_array_new ();

  for (GtkWidget *widget = root; widget != NULL; widget = next_widget (root, widget))
    if (g_type_is_a (G_OBJECT_TYPE (widget), type) && gtk_widget_get_mapped (widget))
      g_ptr_array_add (found, widget);
  return found;
}

/* The first shown one of that name. */
GtkWidget *
find_icon (GtkWidget  *root,
           const char *name)
{
  g_autoptr(GPtrArray) images = find_all (root, GTK_TYPE_IMAGE);

  for (guint i = 0; i < images->len; i++)
    if (g_strcmp0 (gtk_image_get_icon_name (g_ptr_array_index (images, i)), name) == 0)
      return g_ptr_array_index (images, i);
  return NULL;
}

/* The first shown label that holds @part. */
GtkWidget *
find_label (GtkWidget  *root,
            const char *part)
{
  for (GtkWidget *widget = root; widget != NULL; widget = next_widget (root, widget))
    if (GTK_IS_LABEL (widget) && gtk_widget_get_mapped (widget) &&
        strstr (gtk_label_get_text (GTK_LABEL (widget)), part) != NULL)
      return widget;
  return NULL;
}

gboolean
shows_text (gpointer    root,
            const char *part)
{
  return find_label (GTK_WIDGET (root), part) != NULL;
}

/* What a reader can see, a line per label. */
char *
dup_shown_text (gpointer root)
{
  g_autoptr(GPtrArray) labels = find_all (GTK_WIDGET (root), GTK_TYPE_LABEL);
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < labels->len; i++)
    g_string_append_printf (text, "%s\n", gtk_label_get_text (g_ptr_array_index (labels, i)));
  return g_string_free (text, FALSE);
}

static gboolean
activate_shortcuts (GtkWidget          *widget,
                    GListModel         *shortcuts,
                    guint               key,
                    GdkModifierType     modifiers)
{
  for (guint i = 0; i < g_list_model_get_n_items (shortcuts); i++)
    {
      g_autoptr(GtkShortcut) shortcut = g_list_model_get_item (shortcuts, i);
      GtkShortcutTrigger *trigger = gtk_shortcut_get_trigger (shortcut);

      if (GTK_IS_KEYVAL_TRIGGER (trigger) &&
          gtk_keyval_trigger_get_keyval (GTK_KEYVAL_TRIGGER (trigger)) == key &&
          gtk_keyval_trigger_get_modifiers (GTK_KEYVAL_TRIGGER (trigger)) == modifiers &&
          gtk_shortcut_action_activate (gtk_shortcut_get_action (shortcut), 0, widget,
                                        gtk_shortcut_get_arguments (shortcut)))
        return TRUE;
    }
  return FALSE;
}

static gboolean
press (GtkWidget       *widget,
       guint            key,
       GdkModifierType  modifiers)
{
  g_autoptr(GListModel) controllers = gtk_widget_observe_controllers (widget);

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr(GObject) controller = g_list_model_get_item (controllers, i);

      if (GTK_IS_SHORTCUT_CONTROLLER (controller) &&
          activate_shortcuts (widget, G_LIST_MODEL (controller), key, modifiers))
        return TRUE;
    }
  return FALSE;
}

/* What a key does in a widget that has the focus. GTK makes no events for tests, so the widget's
 * own binding of the key is run. */
gboolean
press_key (GtkWidget *widget,
           guint      key)
{
  return press (widget, key, 0);
}

gboolean
press_shifted_key (GtkWidget *widget,
                   guint      key)
{
  return press (widget, key, GDK_SHIFT_MASK);
}

/* The window that stands in front of the main one; NULL for none. */
GtkWindow *
find_dialog (WindowFixture *self)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr(GtkWindow) window = g_list_model_get_item (windows, i);

      if (self->window != NULL && gtk_window_get_transient_for (window) == GTK_WINDOW (self->window))
        return window;
    }
  return NULL;
}

/* What assistive technology is told of a property, "" for nothing. */
char *
dup_accessible (GtkWidget             *widget,
                GtkAccessibleProperty  property)
{
  char *value;

  if (!gtk_test_accessible_has_property (GTK_ACCESSIBLE (widget), property))
    return g_strdup ("");
  /* GTK tells a value only where it is not the expected one. */
  value = gtk_test_accessible_check_property (GTK_ACCESSIBLE (widget), property, "\001");
  g_assert_nonnull (value);
  return value;
}

/* What once was asked of the frame clock comes to an end: no frame is drawn while nothing changes. */
void
assert_rests (GtkWidget *widget)
{
  GdkFrameClock *clock = gtk_widget_get_frame_clock (widget);
  guint n_frames = 0, n_before;
  gulong handler = g_signal_connect (clock, "after-paint", G_CALLBACK (count_frame_cb), &n_frames);
  gint64 end = g_get_monotonic_time () + WAIT_SECONDS * G_USEC_PER_SEC;

  do
    {
      gint64 pause = g_get_monotonic_time () + G_USEC_PER_SEC / 2;

      g_assert_cmpint (g_get_monotonic_time (), <, end);
      n_before = n_frames;
      while (g_get_monotonic_time () < pause)
        wait_a_moment ();
    }
  while (n_frames != n_before);
  g_signal_handler_disconnect (clock, handler);
}

/* Whether a widget lies within another one, as a whole. */
void
assert_on_screen (GtkWidget *widget,
                  GtkWidget *frame)
{
  graphene_rect_t bounds, room;

  g_assert_nonnull (widget);
  g_assert_true (gtk_widget_compute_bounds (widget, frame, &bounds));
  graphene_rect_init (&room, -0.5f, -0.5f, (float) gtk_widget_get_width (frame) + 1,
                      (float) gtk_widget_get_height (frame) + 1);
  if (!graphene_rect_contains_rect (&room, &bounds))
    g_error ("%s “%s” lies at %g, %g, %g × %g of %d × %d", G_OBJECT_TYPE_NAME (widget),
             GTK_IS_LABEL (widget) ? gtk_label_get_text (GTK_LABEL (widget)) : "",
             bounds.origin.x, bounds.origin.y, bounds.size.width, bounds.size.height,
             gtk_widget_get_width (frame), gtk_widget_get_height (frame));
}

/* Nothing that is shown under @root lies beside it. Above and below there may be more, to be scrolled to. */
void
assert_fits (GtkWidget *root)
{
  int width = gtk_widget_get_width (root);

  for (GtkWidget *widget = root; widget != NULL; widget = next_widget (root, widget))
    {
      graphene_rect_t bounds;

      if (!gtk_widget_get_mapped (widget) || gtk_widget_get_native (widget) != gtk_widget_get_native (root) ||
          gtk_widget_get_ancestor (widget, GTK_TYPE_SCROLLBAR) != NULL)
        continue;
      g_assert_true (gtk_widget_compute_bounds (widget, root, &bounds));
      /* Shadows and frames are drawn outside of what a widget takes. */
      if (bounds.origin.x < -2 || bounds.origin.x + bounds.size.width > (float) width + 2)
        g_error ("%s “%s” lies at %g and is %g wide, in %d", G_OBJECT_TYPE_NAME (widget),
                 GTK_IS_LABEL (widget) ? gtk_label_get_text (GTK_LABEL (widget)) : "",
                 bounds.origin.x, bounds.size.width, width);
    }
}

static int
measure_width (GtkWidget *widget)
{
  int minimum;

  gtk_widget_measure (widget, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, NULL, NULL, NULL);
  return minimum;
}

/* Says which widgets want more room than there is, though none of those in them does. */
static void
blame_wide_widgets (GtkWidget *root)
{
  for (GtkWidget *widget = root; widget != NULL; widget = next_widget (root, widget))
    {
      g_autofree char *text = NULL;
      gboolean is_cause = gtk_widget_get_visible (widget) && measure_width (widget) > NARROW;

      for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && is_cause;
           child = gtk_widget_get_next_sibling (child))
        is_cause = !gtk_widget_get_visible (child) || GTK_IS_NATIVE (child) || measure_width (child) <= NARROW;
      if (!is_cause || gtk_widget_get_native (widget) != gtk_widget_get_native (root))
        continue;
      text = dup_shown_text (widget);
      g_printerr ("# %s wants %d pixels: %.200s\n", G_OBJECT_TYPE_NAME (widget), measure_width (widget), text);
    }
}

/* The window fits the screen of a telephone: 360 pixels without its frame. */
void
assert_narrow (GtkWidget *window)
{
  GtkWidget *content = adw_application_window_get_content (ADW_APPLICATION_WINDOW (window));

  if (measure_width (content) > NARROW)
    blame_wide_widgets (content);
  g_assert_cmpint (measure_width (content), <=, NARROW);
  g_assert_cmpint (gtk_widget_get_width (content), <=, NARROW);
}

/**
 * open_number_table:
 * @widget: in which the first chart is looked for
 *
 * Returns: (transfer none): the table of the chart's numbers, which is opened.
 */
GtkWidget *
open_number_table (GtkWidget *widget)
{
  GtkWidget *panel = find_type (widget, ZB_TYPE_CHART_PANEL);
  GtkWidget *button = find_type (panel, GTK_TYPE_TOGGLE_BUTTON);
  GtkWidget *table;

  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (button), TRUE);
  wait_frames (widget, 3);
  for (table = panel; table != NULL; table = next_widget (panel, table))
    if (gtk_accessible_get_accessible_role (GTK_ACCESSIBLE (table)) == GTK_ACCESSIBLE_ROLE_TABLE)
      return table;
  g_error ("there is no table");
}

/**
 * has_number_row:
 *
 * Returns: whether a row of the table has this label and this value.
 */
gboolean
has_number_row (GtkWidget  *table,
                const char *label,
                const char *value)
{
  for (GtkWidget *row = gtk_widget_get_first_child (table); row != NULL; row = gtk_widget_get_next_sibling (row))
    {
      GtkWidget *head = gtk_widget_get_first_child (row);
      GtkWidget *cell;

      /* A sentence under the rows. */
      if (GTK_IS_LABEL (row))
        continue;
      cell = gtk_widget_get_next_sibling (head);
      g_assert_cmpint (gtk_accessible_get_accessible_role (GTK_ACCESSIBLE (row)), ==, GTK_ACCESSIBLE_ROLE_ROW);
      /* Behind the name stands what it belongs to: "Phishing complaints (By kind)". */
      if (g_str_has_prefix (gtk_label_get_text (GTK_LABEL (head)), label) &&
          g_str_equal (gtk_label_get_text (GTK_LABEL (cell)), value))
        {
          g_assert_cmpint (gtk_accessible_get_accessible_role (GTK_ACCESSIBLE (head)), ==, GTK_ACCESSIBLE_ROLE_ROW_HEADER);
          g_assert_cmpint (gtk_accessible_get_accessible_role (GTK_ACCESSIBLE (cell)), ==, GTK_ACCESSIBLE_ROLE_CELL);
          return TRUE;
        }
    }
  return FALSE;
}
