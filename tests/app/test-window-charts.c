/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "window-fixture.h"

#include <glib/gstdio.h>

#include "app/zb-chart-content.h"
#include "app/zb-chart-export-dialog.h"
#include "app/zb-chart-panel.h"
#include "app/zb-chart-print.h"
#include "app/zb-chart-view.h"
#include "app/zb-issue-page.h"

/* Stories of charts: read with the keyboard, and taken elsewhere. */

/* Four weeks in a row, of which the second is shown. */
static void
open_story (WindowFixture *self)
{
  static const guint totals[] = { 1200, 1320, 1405, 990 };

  window_fixture_init (self);
  for (guint i = 0; i < G_N_ELEMENTS (totals); i++)
    {
      g_autofree char *text = week_to_markdown (2020, 20 + i, totals[i]);

      window_fixture_store (self, text);
    }
  window_fixture_open (self, "2020-21");
}

/* Of the chart of categories, and of the trend. */
static GtkWidget *
get_view (WindowFixture *self,
          guint          which)
{
  g_autoptr(GPtrArray) views = find_all (window_fixture_get_page (self), ZB_TYPE_CHART_VIEW);

  g_assert_cmpuint (views->len, ==, 2);
  return g_ptr_array_index (views, which);
}

static GtkWidget *
get_panel (WindowFixture *self)
{
  return find_type (window_fixture_get_page (self), ZB_TYPE_CHART_PANEL);
}

static void
assert_shown_issue (WindowFixture *self,
                    guint          year,
                    guint          number)
{
  ZbIssuePage *page = ZB_ISSUE_PAGE (window_fixture_get_page (self));

  WAIT_UNTIL (zb_issue_compare (zb_issue_page_get_detail (page)->entry->issue, ISSUE (year, number)) == 0);
}

static void
press (GtkWidget  *view,
       guint       key,
       const char *shown)
{
  g_autofree char *value = NULL;

  g_assert_true (press_key (view, key));
  wait_frames (view, 1);
  assert_shows (view, shown);
  value = dup_accessible (view, GTK_ACCESSIBLE_PROPERTY_VALUE_TEXT);
  g_assert_nonnull (strstr (value, shown));
}

/* The shown week comes first; from it keys go to the others, and Enter opens what is selected. */
static void
test_keys_over_weeks (void)
{
  WindowFixture fixture;
  GtkWidget *view;

  open_story (&fixture);
  view = get_view (&fixture, 1);
  g_assert_true (gtk_widget_get_focusable (view));
  gtk_widget_grab_focus (view);
  press (view, GDK_KEY_Right, "Issue 21 of 2020 · 18–24 May 2020\nIncidents handled: 1,320\nStated in the bulletin");
  press (view, GDK_KEY_Right, "Incidents handled: 1,405");
  press (view, GDK_KEY_Left, "1,320");
  press (view, GDK_KEY_Left, "1,200");
  press (view, GDK_KEY_Page_Down, "20–26 July 2020\nIncidents handled: not known");
  press (view, GDK_KEY_Page_Up, "1,200");
  press (view, GDK_KEY_Home, "not known");
  press (view, GDK_KEY_Left, "not known");
  press (view, GDK_KEY_End, "November 2020");
  /* Of a week that is not known there is nothing to open; it is no key of another widget, though. */
  g_assert_true (press_key (view, GDK_KEY_Return));
  assert_shown_issue (&fixture, 2020, 21);
  g_assert_true (press_key (view, GDK_KEY_Escape));
  press (view, GDK_KEY_Right, "1,320");
  press (view, GDK_KEY_Right, "1,405");
  press (view, GDK_KEY_Right, "990");
  g_assert_true (press_key (view, GDK_KEY_Return));
  assert_shown_issue (&fixture, 2020, 23);
  window_fixture_clear (&fixture);
}

/* What was there before is there again: the description, and the key for those around the chart. */
static void
test_letting_go (void)
{
  WindowFixture fixture;
  GtkWidget *view;
  g_autofree char *before = NULL;
  g_autofree char *selected = NULL;
  g_autofree char *after = NULL;

  open_story (&fixture);
  view = get_view (&fixture, 0);
  before = dup_accessible (view, GTK_ACCESSIBLE_PROPERTY_DESCRIPTION);
  g_assert_false (press_key (view, GDK_KEY_Escape));
  g_assert_false (press_key (view, GDK_KEY_Return));
  press (view, GDK_KEY_Down, "Issue 21 of 2020");
  selected = dup_accessible (view, GTK_ACCESSIBLE_PROPERTY_DESCRIPTION);
  g_assert_cmpstr (selected, !=, before);
  g_assert_true (press_key (view, GDK_KEY_Escape));
  wait_frames (view, 1);
  assert_hides (view, "Issue 21 of 2020");
  after = dup_accessible (view, GTK_ACCESSIBLE_PROPERTY_DESCRIPTION);
  g_assert_cmpstr (after, ==, before);
  g_assert_false (gtk_test_accessible_has_property (GTK_ACCESSIBLE (view), GTK_ACCESSIBLE_PROPERTY_VALUE_TEXT));
  g_assert_false (press_key (view, GDK_KEY_Escape));
  window_fixture_clear (&fixture);
}

/* The selection outlives a change of size; its words stay within the chart. */
static void
test_selection_in_a_narrow_window (void)
{
  WindowFixture fixture;
  GtkWidget *view;

  open_story (&fixture);
  view = get_view (&fixture, 1);
  press (view, GDK_KEY_Right, "1,320");
  window_fixture_activate (&fixture, "win.show-page");
  gtk_window_set_default_size (GTK_WINDOW (fixture.window), 360, 720);
  WAIT_UNTIL (gtk_widget_get_width (view) < 360);
  wait_frames (view, 3);
  assert_shows (view, "1,320");
  assert_on_screen (find_label (view, "1,320"), view);
  press (view, GDK_KEY_End, "not known");
  assert_on_screen (find_label (view, "not known"), view);
  press (view, GDK_KEY_Home, "not known");
  assert_on_screen (find_label (view, "not known"), view);
  window_fixture_clear (&fixture);
}

/* The first drawing within what a widget draws. */
static GskRenderNode *
find_drawing (GskRenderNode *node)
{
  GskRenderNode *found = NULL;

  switch ((int) gsk_render_node_get_node_type (node))
    {
    case GSK_CAIRO_NODE:
      return node;
    case GSK_CONTAINER_NODE:
      for (guint i = 0; i < gsk_container_node_get_n_children (node) && found == NULL; i++)
        found = find_drawing (gsk_container_node_get_child (node, i));
      return found;
    case GSK_TRANSFORM_NODE:
      return find_drawing (gsk_transform_node_get_child (node));
    case GSK_CLIP_NODE:
      return find_drawing (gsk_clip_node_get_child (node));
    default:
      return NULL;
    }
}

/* Returns: (transfer full): what the chart under the selection is drawn with */
static GskRenderNode *
take_drawing (GtkWidget *view)
{
  g_autoptr(GdkPaintable) paintable = NULL;
  GtkSnapshot *snapshot = gtk_snapshot_new ();
  g_autoptr(GskRenderNode) node = NULL;
  GskRenderNode *drawing;

  wait_frames (view, 2);
  paintable = gtk_widget_paintable_new (view);
  gdk_paintable_snapshot (paintable, snapshot, gtk_widget_get_width (view), gtk_widget_get_height (view));
  node = gtk_snapshot_free_to_node (snapshot);
  drawing = find_drawing (node);
  g_assert_nonnull (drawing);
  return gsk_render_node_ref (drawing);
}

/* However the selection moves, the chart is drawn once; another size is another drawing. */
static void
test_drawn_once (void)
{
  WindowFixture fixture;
  GtkWidget *view;
  g_autoptr(GskRenderNode) before = NULL;
  g_autoptr(GskRenderNode) selected = NULL;
  g_autoptr(GskRenderNode) resized = NULL;

  open_story (&fixture);
  view = get_view (&fixture, 1);
  before = take_drawing (view);
  press (view, GDK_KEY_Right, "1,320");
  selected = take_drawing (view);
  g_assert_true (selected == before);
  gtk_window_set_default_size (GTK_WINDOW (fixture.window), 1000, 900);
  WAIT_UNTIL (gtk_widget_get_width (GTK_WIDGET (fixture.window)) < 1100);
  resized = take_drawing (view);
  g_assert_true (resized != before);
  window_fixture_clear (&fixture);
}

/* --- Leaving the window ------------------------------------------------------------------------ */

/* What another program would get. */
typedef struct {
  GBytes  *bytes;
  gboolean is_done;
} Pasted;

static void
spliced_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  Pasted *pasted = user_data;
  g_autoptr(GError) error = NULL;

  g_output_stream_splice_finish (G_OUTPUT_STREAM (source), result, &error);
  g_assert_no_error (error);
  pasted->bytes = g_memory_output_stream_steal_as_bytes (G_MEMORY_OUTPUT_STREAM (source));
  pasted->is_done = TRUE;
}

static void
opened_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GInputStream) input = gdk_clipboard_read_finish (GDK_CLIPBOARD (source), result, NULL, &error);
  g_autoptr(GOutputStream) output = g_memory_output_stream_new_resizable ();

  g_assert_no_error (error);
  g_output_stream_splice_async (output, input,
                                G_OUTPUT_STREAM_SPLICE_CLOSE_SOURCE | G_OUTPUT_STREAM_SPLICE_CLOSE_TARGET,
                                G_PRIORITY_DEFAULT, NULL, spliced_cb, user_data);
}

static GBytes *
paste (WindowFixture *self,
       const char    *mime_type)
{
  Pasted pasted = { NULL, FALSE };

  gdk_clipboard_read_async (gtk_widget_get_clipboard (GTK_WIDGET (self->window)),
                            (const char *[]) { mime_type, NULL }, G_PRIORITY_DEFAULT, NULL, opened_cb, &pasted);
  WAIT_UNTIL (pasted.is_done);
  return pasted.bytes;
}

static char *
paste_text (WindowFixture *self,
            const char    *mime_type)
{
  g_autoptr(GBytes) bytes = paste (self, mime_type);

  return g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
}

static GdkTexture *
read_picture (GBytes *bytes)
{
  g_autoptr(GError) error = NULL;
  GdkTexture *texture;

  g_assert_cmpmem (g_bytes_get_data (bytes, NULL), 4, "\x89PNG", 4);
  texture = gdk_texture_new_from_bytes (bytes, &error);
  g_assert_no_error (error);
  return texture;
}

/* The colour of the first point: that of the background, as it is stored. */
static GdkRGBA
read_corner (GdkTexture *texture)
{
  gsize stride = 4 * (gsize) gdk_texture_get_width (texture);
  g_autofree guint8 *data = g_malloc (stride * (gsize) gdk_texture_get_height (texture));
  guint32 pixel;

  gdk_texture_download (texture, data, stride);
  memcpy (&pixel, data, sizeof pixel);
  return (GdkRGBA) {
    (float) (pixel >> 16 & 0xff) / 255, (float) (pixel >> 8 & 0xff) / 255, (float) (pixel & 0xff) / 255,
    (float) (pixel >> 24) / 255,
  };
}

static void
test_copied_picture (void)
{
  WindowFixture fixture;
  g_autoptr(GBytes) bytes = NULL;
  g_autoptr(GdkTexture) texture = NULL;
  GdkRGBA corner;

  open_story (&fixture);
  g_assert_true (gtk_widget_activate_action (get_panel (&fixture), "chart.copy-picture", NULL));
  WAIT_UNTIL (shows_text (fixture.window, "Picture copied"));
  bytes = paste (&fixture, "image/png");
  texture = read_picture (bytes);
  g_assert_cmpint (gdk_texture_get_width (texture), ==, 2 * ZB_CHART_DEFAULT_WIDTH);
  g_assert_cmpint (gdk_texture_get_height (texture), >, 2 * ZB_CHART_MIN_HEIGHT);
  corner = read_corner (texture);
  g_assert_true (gdk_rgba_equal (&corner, &(GdkRGBA) { 1, 1, 1, 1 }));
  window_fixture_clear (&fixture);
}

/* A word processor takes the one, a spreadsheet the other. */
static void
test_copied_table (void)
{
  WindowFixture fixture;
  g_autofree char *html = NULL;
  g_autofree char *text = NULL;

  open_story (&fixture);
  g_assert_true (gtk_widget_activate_action (get_panel (&fixture), "chart.copy-numbers", NULL));
  assert_shows (fixture.window, "Numbers copied");
  html = paste_text (&fixture, "text/html");
  g_assert_nonnull (strstr (html, "<td>Incidents handled</td><td align=\"right\">1,320</td>"));
  text = paste_text (&fixture, "text/plain;charset=utf-8");
  g_assert_true (g_str_has_prefix (text, "Figure\tValue\t"));
  g_assert_nonnull (strstr (text, "\nIncidents handled\t1320\t"));
  window_fixture_clear (&fixture);
}

static void
provided_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr(GError) error = NULL;

  g_assert_true (gdk_content_provider_write_mime_type_finish (GDK_CONTENT_PROVIDER (source), result, &error));
  g_assert_no_error (error);
  *(gboolean *) user_data = TRUE;
}

static GtkDragSource *
find_drag_source (GtkWidget *widget)
{
  g_autoptr(GListModel) controllers = gtk_widget_observe_controllers (widget);

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr(GObject) controller = g_list_model_get_item (controllers, i);

      if (GTK_IS_DRAG_SOURCE (controller))
        return GTK_DRAG_SOURCE (controller);
    }
  g_error ("nothing can be dragged from here");
}

static void
test_dragged_picture (void)
{
  WindowFixture fixture;
  g_autoptr(GdkContentProvider) provider = NULL;
  g_autoptr(GdkContentFormats) formats = NULL;
  g_autoptr(GOutputStream) stream = g_memory_output_stream_new_resizable ();
  g_autoptr(GBytes) bytes = NULL;
  g_autoptr(GdkTexture) texture = NULL;
  gboolean is_done = FALSE;

  open_story (&fixture);
  g_signal_emit_by_name (find_drag_source (get_view (&fixture, 1)), "prepare", 10.0, 10.0, &provider);
  g_assert_nonnull (provider);
  formats = gdk_content_provider_ref_formats (provider);
  g_assert_true (gdk_content_formats_contain_mime_type (formats, "image/png"));
  gdk_content_provider_write_mime_type_async (provider, "image/png", stream, G_PRIORITY_DEFAULT, NULL,
                                              provided_cb, &is_done);
  WAIT_UNTIL (is_done);
  g_output_stream_close (stream, NULL, NULL);
  bytes = g_memory_output_stream_steal_as_bytes (G_MEMORY_OUTPUT_STREAM (stream));
  texture = read_picture (bytes);
  g_assert_cmpint (gdk_texture_get_width (texture), ==, 2 * ZB_CHART_DEFAULT_WIDTH);
  window_fixture_clear (&fixture);
}

static void
printed_cb (GtkPrintOperation       *operation,
            GtkPrintOperationResult  result,
            gboolean                *is_done)
{
  g_assert_cmpint (result, ==, GTK_PRINT_OPERATION_RESULT_APPLY);
  *is_done = TRUE;
}

/* On paper the chart is one page; it needs no printer to be seen. */
static void
test_printed (void)
{
  WindowFixture fixture;
  ZbChart *chart;
  g_autoptr(GtkPrintOperation) operation = NULL;
  g_autofree char *path = NULL;
  g_autofree char *contents = NULL;
  g_autoptr(GError) error = NULL;
  gboolean is_done = FALSE;
  gsize length;

  open_story (&fixture);
  chart = zb_chart_view_get_chart (ZB_CHART_VIEW (get_view (&fixture, 0)));
  operation = zb_chart_print_operation_new (chart);
  path = g_build_filename (fixture.files.folder, "printed.pdf", NULL);
  gtk_print_operation_set_export_filename (operation, path);
  g_signal_connect (operation, "done", G_CALLBACK (printed_cb), &is_done);
  gtk_print_operation_run (operation, GTK_PRINT_OPERATION_ACTION_EXPORT, GTK_WINDOW (fixture.window), &error);
  g_assert_no_error (error);
  WAIT_UNTIL (is_done);
  g_assert_true (g_file_get_contents (path, &contents, &length, &error));
  g_assert_true (g_str_has_prefix (contents, "%PDF"));
  /* An empty page would be one of a thousand bytes. */
  g_assert_cmpuint (length, >, 5000);
  window_fixture_clear (&fixture);
}

/* --- Saving ------------------------------------------------------------------------------------ */

static ZbChartExportDialog *
open_dialog (WindowFixture *self,
             const char    *format)
{
  GtkWindow *dialog;

  g_assert_true (gtk_widget_activate_action (get_panel (self), "chart.export", "s", format));
  dialog = find_dialog (self);
  g_assert_true (ZB_IS_CHART_EXPORT_DIALOG (dialog));
  WAIT_UNTIL (gtk_widget_get_mapped (GTK_WIDGET (dialog)));
  wait_frames (GTK_WIDGET (dialog), 3);
  return ZB_CHART_EXPORT_DIALOG (dialog);
}

static void
close_dialog (WindowFixture       *self,
              ZbChartExportDialog *dialog)
{
  gtk_window_close (GTK_WINDOW (dialog));
  WAIT_UNTIL (find_dialog (self) == NULL);
}

static void
choose (ZbChartExportDialog *dialog,
        const char          *row,
        guint                position)
{
  adw_combo_row_set_selected (ADW_COMBO_ROW (find_action_row (GTK_WIDGET (dialog), row)), position);
  wait_frames (GTK_WIDGET (dialog), 2);
}

static void
type_number (ZbChartExportDialog *dialog,
             const char          *row,
             const char          *text)
{
  GtkWidget *button = find_type (find_action_row (GTK_WIDGET (dialog), row), GTK_TYPE_SPIN_BUTTON);

  gtk_editable_set_text (GTK_EDITABLE (button), text);
}

static void
turn_on (ZbChartExportDialog *dialog,
         const char          *row)
{
  gtk_switch_set_active (GTK_SWITCH (find_type (find_action_row (GTK_WIDGET (dialog), row), GTK_TYPE_SWITCH)), TRUE);
}

/* The chooser that asks where to. */
static GtkWidget *
find_chooser (void)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr(GtkWidget) window = g_list_model_get_item (windows, i);

      if (GTK_IS_FILE_CHOOSER (window) && gtk_widget_get_mapped (window))
        return window;
    }
  return NULL;
}

/* Saves under a name, as far as the toast. Returns the picture that is there then. */
static GdkTexture *
save (WindowFixture       *self,
      ZbChartExportDialog *dialog,
      const char          *name)
{
  g_autofree char *message = g_strdup_printf ("Saved as “%s”", name);
  g_autofree char *path = g_build_filename (self->files.folder, name, NULL);
  g_autoptr(GBytes) bytes = NULL;
  g_autoptr(GError) error = NULL;
  char *contents;
  gsize length;

  /* Where the chooser begins. */
  g_assert_cmpint (g_chdir (self->files.folder), ==, 0);
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (dialog), "dialog.save", NULL));
  WAIT_UNTIL (find_chooser () != NULL);
  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (find_chooser ()), name);
  for (gboolean is_there = FALSE; !is_there; wait_a_moment ())
    {
      g_autoptr(GFile) file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (find_chooser ()));

      is_there = file != NULL && g_strcmp0 (g_file_peek_path (file), path) == 0;
    }
  gtk_dialog_response (GTK_DIALOG (find_chooser ()), GTK_RESPONSE_ACCEPT);
  WAIT_UNTIL (shows_text (self->window, message));
  g_assert_true (g_file_get_contents (path, &contents, &length, &error));
  g_assert_no_error (error);
  bytes = g_bytes_new_take (contents, length);
  g_assert_cmpint (g_chdir (g_get_tmp_dir ()), ==, 0);
  return read_picture (bytes);
}

static void
test_slide (void)
{
  WindowFixture fixture;
  ZbChartExportDialog *dialog;
  g_autoptr(GdkTexture) texture = NULL;
  GdkRGBA corner;

  open_story (&fixture);
  dialog = open_dialog (&fixture, "png");
  choose (dialog, "Si_ze", ZB_CHART_SIZE_SLIDE);
  choose (dialog, "Sh_arpness", 2);
  choose (dialog, "S_tyle", 1);
  assert_shows (dialog, "4800 × 2700 pixels");
  texture = save (&fixture, dialog, "slide.png");
  g_assert_cmpint (gdk_texture_get_width (texture), ==, 4800);
  g_assert_cmpint (gdk_texture_get_height (texture), ==, 2700);
  corner = read_corner (texture);
  g_assert_cmpfloat (corner.alpha, ==, 1);
  g_assert_cmpfloat (corner.red, <, 0.3);

  /* What was chosen is there the next time, also for another format. */
  dialog = open_dialog (&fixture, "png");
  assert_shows (dialog, "4800 × 2700 pixels");
  close_dialog (&fixture, dialog);
  dialog = open_dialog (&fixture, "svg");
  assert_shows (dialog, "Slide (1600 × 900)");
  assert_hides (dialog, "pixels");
  close_dialog (&fixture, dialog);
  window_fixture_clear (&fixture);
}

/* A size of one's own counts as it was typed, without Enter; what is out of bounds is brought into them. */
static void
test_own_size (void)
{
  WindowFixture fixture;
  ZbChartExportDialog *dialog;
  g_autoptr(GdkTexture) texture = NULL;
  ZbChartChoices choices;

  open_story (&fixture);
  dialog = open_dialog (&fixture, "png");
  choose (dialog, "Si_ze", ZB_CHART_SIZE_OWN);
  choose (dialog, "Sh_arpness", 0);
  choose (dialog, "S_tyle", 0);
  type_number (dialog, "_Width", "640");
  type_number (dialog, "_Height", "99999");
  turn_on (dialog, "Transparent _Background");
  texture = save (&fixture, dialog, "own.png");
  g_assert_cmpint (gdk_texture_get_width (texture), ==, 640);
  g_assert_cmpint (gdk_texture_get_height (texture), ==, ZB_CHART_MAX_HEIGHT);
  g_assert_cmpfloat (read_corner (texture).alpha, ==, 0);
  zb_chart_choices_recall (&choices);
  g_assert_cmpuint (choices.width, ==, 640);
  g_assert_true (choices.transparent);
  window_fixture_clear (&fixture);
}

/* Whoever thinks better of it has chosen nothing. */
static void
test_dialog_cancelled (void)
{
  WindowFixture fixture;
  ZbChartExportDialog *dialog;
  ZbChartChoices before, after;

  open_story (&fixture);
  zb_chart_choices_recall (&before);
  dialog = open_dialog (&fixture, "pdf");
  choose (dialog, "Si_ze", before.size == ZB_CHART_SIZE_SQUARE ? ZB_CHART_SIZE_SLIDE : ZB_CHART_SIZE_SQUARE);
  g_assert_true (press_key (GTK_WIDGET (dialog), GDK_KEY_Escape));
  WAIT_UNTIL (find_dialog (&fixture) == NULL);
  g_assert_null (find_chooser ());
  zb_chart_choices_recall (&after);
  g_assert_cmpmem (&before, sizeof before, &after, sizeof after);
  window_fixture_clear (&fixture);
}

/* On the screen of a telephone there is room for the menu and for all of the dialog's rows. */
static void
test_narrow (void)
{
  WindowFixture fixture;
  ZbChartExportDialog *dialog;
  GtkWidget *button, *popover;
  int width;

  open_story (&fixture);
  window_fixture_activate (&fixture, "win.show-page");
  gtk_window_set_default_size (GTK_WINDOW (fixture.window), 360, 720);
  WAIT_UNTIL (gtk_widget_get_width (get_panel (&fixture)) < 360);
  dialog = open_dialog (&fixture, "png");
  choose (dialog, "Si_ze", ZB_CHART_SIZE_OWN);
  gtk_widget_measure (GTK_WIDGET (dialog), GTK_ORIENTATION_HORIZONTAL, -1, &width, NULL, NULL, NULL);
  g_assert_cmpint (width, <=, 360);
  close_dialog (&fixture, dialog);

  button = find_type (get_panel (&fixture), GTK_TYPE_MENU_BUTTON);
  gtk_menu_button_popup (GTK_MENU_BUTTON (button));
  popover = GTK_WIDGET (gtk_menu_button_get_popover (GTK_MENU_BUTTON (button)));
  WAIT_UNTIL (gtk_widget_get_mapped (popover));
  wait_frames (popover, 3);
  assert_shows (popover, "Copy as Picture");
  assert_shows (popover, "Copy as Table");
  assert_shows (popover, "Print…");
  g_assert_cmpint (gtk_widget_get_width (popover), <=, 360);
  gtk_menu_button_popdown (GTK_MENU_BUTTON (button));
  WAIT_UNTIL (!gtk_widget_get_mapped (popover));
  window_fixture_clear (&fixture);
}

static void
add_tests (void)
{
  g_test_add_func ("/window/charts/keys-over-weeks", test_keys_over_weeks);
  g_test_add_func ("/window/charts/letting-go", test_letting_go);
  g_test_add_func ("/window/charts/selection-in-a-narrow-window", test_selection_in_a_narrow_window);
  g_test_add_func ("/window/charts/drawn-once", test_drawn_once);
  g_test_add_func ("/window/charts/copied-picture", test_copied_picture);
  g_test_add_func ("/window/charts/copied-table", test_copied_table);
  g_test_add_func ("/window/charts/dragged-picture", test_dragged_picture);
  g_test_add_func ("/window/charts/printed", test_printed);
  g_test_add_func ("/window/charts/slide", test_slide);
  g_test_add_func ("/window/charts/own-size", test_own_size);
  g_test_add_func ("/window/charts/dialog-cancelled", test_dialog_cancelled);
  g_test_add_func ("/window/charts/narrow", test_narrow);
}

int
main (int    argc,
      char **argv)
{
  return window_test_run (argc, argv, add_tests);
}
