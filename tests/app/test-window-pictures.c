/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "window-fixture.h"

#include "app/zb-figure-editor.h"
#include "app/zb-issue-page.h"
#include "app/zb-picture-decoder.h"
#include "app/zb-picture-panel.h"
#include "app/zb-picture-view.h"
#include "app/zb-text-table.h"

/* Stories of what stands between the paragraphs of a text: pictures, stored or not, and tables. */

#define N_PICTURES 4

/* Two pictures at the top of the text, and two far below. */
static char *
make_text (void)
{
  g_autoptr(GString) extra = g_string_new (NULL);
  Story story = {
    .year = 2020, .number = 20, .period = "5月11日-5月17日", .published = "2020-05-21",
    .account = OFFICIAL_ACCOUNT, .url = OFFICIAL_URL ("2020200000", "&chksm=9e&scene=58#rd"),
    .total = 1320, .cross_border = 660, .phishing = 990,
  };

  for (guint i = 0; i < 150; i++)
    g_string_append_printf (extra, "这是第%u段，为测试写的，只为了让文章足够长。\n\n", i);
  g_string_append (extra, "![](https://mmbiz.qpic.cn/three/640)![](https://mmbiz.qpic.cn/four/640)\n\n");
  story.extra = extra->str;
  return story_to_markdown (&story);
}

static void
prepare (WindowFixture *self)
{
  g_autofree char *text = make_text ();
  g_autofree char *other = week_to_markdown (2020, 21, 500);

  window_fixture_init (self);
  window_fixture_store (self, text);
  window_fixture_store (self, other);
}

/* @last: whether the last picture is stored, or else the first. */
static void
open_with_picture (WindowFixture *self,
                   gboolean       last,
                   int            width,
                   int            height)
{
  g_autoptr(GBytes) bytes = make_png (width, height);

  prepare (self);
  window_fixture_store_picture (self, 2020, 20, last ? N_PICTURES - 1 : 0, bytes);
  window_fixture_open (self, "2020-20");
}

static const ZbDetail *
get_detail (WindowFixture *self)
{
  return zb_issue_page_get_detail (ZB_ISSUE_PAGE (window_fixture_get_page (self)));
}

static gboolean
is_stored (WindowFixture *self,
           guint          position)
{
  return ((const ZbCopyPicture *) g_ptr_array_index (get_detail (self)->pictures, position))->is_stored;
}

static guint
count_stored (WindowFixture *self)
{
  guint n = 0;

  for (guint i = 0; i < get_detail (self)->pictures->len; i++)
    n += is_stored (self, i) ? 1 : 0;
  return n;
}

static ZbPictureView *
find_picture (WindowFixture *self)
{
  return ZB_PICTURE_VIEW (find_type (window_fixture_get_page (self), ZB_TYPE_PICTURE_VIEW));
}

static void
scroll (WindowFixture *self,
        double         place)
{
  GtkWidget *scroller = find_type (window_fixture_get_page (self), GTK_TYPE_SCROLLED_WINDOW);

  gtk_adjustment_set_value (gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (scroller)), place);
  wait_frames (GTK_WIDGET (self->window), 3);
}

/* It has its room before it is loaded: as wide as the column, or as it is, and never larger. */
static void
test_size (void)
{
  static const struct {
    int width;
    int height;
    int shown_width;
    int shown_height;
  } pictures[] = {
    { 1320, 800, 660, 400 },
    { 300, 200, 300, 200 },
    { 2, 3, 2, 3 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (pictures); i++)
    {
      WindowFixture fixture;
      GtkWidget *picture;

      open_with_picture (&fixture, FALSE, pictures[i].width, pictures[i].height);
      picture = GTK_WIDGET (find_picture (&fixture));
      g_assert_cmpint (gtk_widget_get_width (picture), ==, pictures[i].shown_width);
      g_assert_cmpint (gtk_widget_get_height (picture), ==, pictures[i].shown_height);
      scroll (&fixture, 1200);
      WAIT_UNTIL (zb_picture_view_is_loaded (find_picture (&fixture)));
      wait_frames (GTK_WIDGET (fixture.window), 3);
      g_assert_cmpint (gtk_widget_get_height (picture), ==, pictures[i].shown_height);
      window_fixture_clear (&fixture);
    }
}

/* A picture is loaded when the reader comes near, and given up when he is far away again. */
static void
test_loading (void)
{
  WindowFixture fixture;
  ZbPictureView *picture;

  open_with_picture (&fixture, TRUE, 400, 300);
  gtk_window_set_default_size (GTK_WINDOW (fixture.window), 1200, 400);
  wait_frames (GTK_WIDGET (fixture.window), 5);
  picture = find_picture (&fixture);
  assert_rests (GTK_WIDGET (fixture.window));
  g_assert_false (zb_picture_view_is_loaded (picture));
  scroll (&fixture, G_MAXINT);
  WAIT_UNTIL (zb_picture_view_is_loaded (picture));
  scroll (&fixture, 0);
  g_assert_false (zb_picture_view_is_loaded (picture));
  window_fixture_clear (&fixture);
}

/* The memory of pictures goes with the page. */
static void
test_other_page (void)
{
  WindowFixture fixture;
  ZbPictureView *picture;

  open_with_picture (&fixture, FALSE, 400, 300);
  scroll (&fixture, 1200);
  picture = find_picture (&fixture);
  WAIT_UNTIL (zb_picture_view_is_loaded (picture));
  g_object_add_weak_pointer (G_OBJECT (picture), (gpointer *) &picture);
  window_fixture_select (&fixture, 2020, 21);
  WAIT_UNTIL (picture == NULL);
  window_fixture_clear (&fixture);
}

/* What is not stored is told in one card for each run of pictures. */
static void
test_missing (void)
{
  WindowFixture fixture;
  GtkWidget *page;

  prepare (&fixture);
  window_fixture_open (&fixture, "2020-20");
  page = window_fixture_get_page (&fixture);
  assert_shows (page, "2 pictures stand here");
  assert_shows (page, "Since 2022 the numbers of infected hosts, attacked websites and new vulnerabilities");
  assert_shows (page, "Picture 1   Picture 2");
  assert_shows (page, "Picture 3   Picture 4");
  g_assert_nonnull (find_button (page, "win.add-pictures"));
  g_assert_null (find_type (page, ZB_TYPE_PICTURE_VIEW));
  window_fixture_clear (&fixture);
}

static void
add_file (WindowFixture *self,
          GPtrArray     *files,
          const char    *name,
          GBytes        *bytes)
{
  g_autofree char *path = g_build_filename (self->files.folder, name, NULL);
  g_autoptr(GError) error = NULL;

  g_file_set_contents (path, g_bytes_get_data (bytes, NULL), (gssize) g_bytes_get_size (bytes), &error);
  g_assert_no_error (error);
  g_ptr_array_add (files, g_file_new_for_path (path));
}

static void
add_png (WindowFixture *self,
         GPtrArray     *files,
         int            width)
{
  g_autofree char *name = g_strdup_printf ("%d.png", width);
  g_autoptr(GBytes) bytes = make_png (width, 50);

  add_file (self, files, name, bytes);
}

static guint
get_width (WindowFixture *self,
           guint          position)
{
  return ((const ZbCopyPicture *) g_ptr_array_index (get_detail (self)->pictures, position))->width;
}

/* Files take the places that are free, in their order. */
static void
test_adding (void)
{
  WindowFixture fixture;
  g_autoptr(GPtrArray) files = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr(GPtrArray) pictures = NULL;
  g_autoptr(GBytes) second = make_png (55, 55);

  prepare (&fixture);
  window_fixture_store_picture (&fixture, 2020, 20, 1, second);
  window_fixture_open (&fixture, "2020-20");
  add_png (&fixture, files, 61);
  add_png (&fixture, files, 62);
  zb_window_add_pictures (fixture.window, (ZbDetail *) get_detail (&fixture), 0, files);
  WAIT_UNTIL (shows_text (fixture.window, "2 pictures added"));
  WAIT_UNTIL (count_stored (&fixture) == 3);
  g_assert_cmpuint (get_width (&fixture, 0), ==, 61);
  g_assert_cmpuint (get_width (&fixture, 1), ==, 55);
  g_assert_cmpuint (get_width (&fixture, 2), ==, 62);
  wait_frames (GTK_WIDGET (fixture.window), 3);
  pictures = find_all (window_fixture_get_page (&fixture), ZB_TYPE_PICTURE_VIEW);
  g_assert_cmpuint (pictures->len, ==, 3);
  assert_shows (window_fixture_get_page (&fixture), "1 picture stands here");

  /* There is one place left for two. */
  zb_window_add_pictures (fixture.window, (ZbDetail *) get_detail (&fixture), 0, files);
  WAIT_UNTIL (shows_text (fixture.window, "the text has no place for more"));
  WAIT_UNTIL (count_stored (&fixture) == 4);
  zb_window_add_pictures (fixture.window, (ZbDetail *) get_detail (&fixture), 0, files);
  WAIT_UNTIL (shows_text (fixture.window, "All pictures of this text are stored already"));
  window_fixture_clear (&fixture);
}

/* What is no picture is told, and takes no place. */
static void
test_adding_nonsense (void)
{
  WindowFixture fixture;
  g_autoptr(GPtrArray) files = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr(GBytes) text = g_bytes_new_static ("<svg/>", 6);

  prepare (&fixture);
  window_fixture_open (&fixture, "2020-20");
  add_file (&fixture, files, "no-picture.png", text);
  g_ptr_array_add (files, g_file_new_for_path ("/does/not/exist.png"));
  add_png (&fixture, files, 63);
  zb_window_add_pictures (fixture.window, (ZbDetail *) get_detail (&fixture), 0, files);
  WAIT_UNTIL (shows_text (fixture.window, "no-picture.png"));
  WAIT_UNTIL (count_stored (&fixture) == 1);
  g_assert_cmpuint (get_width (&fixture, 0), ==, 63);
  window_fixture_clear (&fixture);
}

static void
test_pasting (void)
{
  WindowFixture fixture;
  g_autoptr(GBytes) bytes = make_png (77, 33);
  g_autoptr(GError) error = NULL;
  g_autoptr(GdkTexture) texture = gdk_texture_new_from_bytes (bytes, &error);

  g_assert_no_error (error);
  prepare (&fixture);
  window_fixture_open (&fixture, "2020-20");
  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (fixture.window)), "no picture");
  window_fixture_activate (&fixture, "win.paste-picture(uint32 2)");
  WAIT_UNTIL (shows_text (fixture.window, "There is no picture on the clipboard"));
  gdk_clipboard_set_texture (gtk_widget_get_clipboard (GTK_WIDGET (fixture.window)), texture);
  window_fixture_activate (&fixture, "win.paste-picture(uint32 2)");
  WAIT_UNTIL (count_stored (&fixture) == 1);
  g_assert_cmpuint (get_width (&fixture, 2), ==, 77);
  window_fixture_clear (&fixture);
}

/* A picture whose head is right and whose rest is not. */
static void
test_damaged (void)
{
  WindowFixture fixture;
  g_autoptr(GBytes) good = make_png (300, 200);
  gsize length;
  guint8 *data = g_bytes_unref_to_data (g_steal_pointer (&good), &length);
  g_autoptr(GBytes) bad = NULL;

  memset (data + length / 2, 0x55, 16);
  bad = g_bytes_new_take (data, length);
  prepare (&fixture);
  window_fixture_store_picture (&fixture, 2020, 20, 0, bad);
  window_fixture_open (&fixture, "2020-20");
  scroll (&fixture, 1200);
  WAIT_UNTIL (shows_text (window_fixture_get_page (&fixture), "The picture is damaged and cannot be shown"));
  g_assert_false (zb_picture_view_is_loaded (find_picture (&fixture)));
  window_fixture_clear (&fixture);
}

/* Where no decoder for it is installed, the reader learns what can be done. */
static void
test_webp (void)
{
  static const guint8 webp[] = {
    'R', 'I', 'F', 'F', 22, 0, 0, 0, 'W', 'E', 'B', 'P', 'V', 'P', '8', 'X', 10, 0, 0, 0,
    0, 0, 0, 0, 99, 0, 0, 49, 0, 0,
  };
  WindowFixture fixture;
  g_autoptr(GBytes) bytes = g_bytes_new_static (webp, sizeof webp);
  const char *expected = zb_picture_can_decode ("image/webp") ? "The picture is damaged"
                                                              : "cannot show pictures of the kind image/webp";

  prepare (&fixture);
  window_fixture_store_picture (&fixture, 2020, 20, 0, bytes);
  window_fixture_open (&fixture, "2020-20");
  scroll (&fixture, 1200);
  WAIT_UNTIL (shows_text (window_fixture_get_page (&fixture), expected));
  g_signal_emit_by_name (find_picture (&fixture), "clicked");
  WAIT_UNTIL (find_dialog (&fixture) != NULL && shows_text (find_dialog (&fixture), "The Picture Cannot Be Shown"));
  g_assert_nonnull (find_button (GTK_WIDGET (find_dialog (&fixture)), "editor.save-picture"));
  window_fixture_clear (&fixture);
}

static GtkWidget *
open_large_view (WindowFixture *self)
{
  g_signal_emit_by_name (find_picture (self), "clicked");
  WAIT_UNTIL (find_dialog (self) != NULL && gtk_widget_get_mapped (GTK_WIDGET (find_dialog (self))));
  wait_frames (GTK_WIDGET (find_dialog (self)), 3);
  return GTK_WIDGET (find_dialog (self));
}

static ZbPicturePanel *
get_panel (GtkWidget *editor)
{
  return ZB_PICTURE_PANEL (find_type (editor, ZB_TYPE_PICTURE_PANEL));
}

static void
test_large_view (void)
{
  WindowFixture fixture;
  GtkWidget *editor;
  ZbPictureZoom *zoom;

  open_with_picture (&fixture, TRUE, 3000, 2000);
  editor = open_large_view (&fixture);
  g_assert_cmpuint (zb_picture_panel_get_position (get_panel (editor)), ==, N_PICTURES - 1);
  WAIT_UNTIL (zb_picture_panel_is_loaded (get_panel (editor)));
  assert_shows (editor, "4 of 4");
  wait_frames (editor, 3);
  zoom = zb_picture_panel_get_zoom (get_panel (editor));
  g_assert_cmpfloat (zb_picture_zoom_get_scale (zoom), <, 0.5);
  for (guint i = 0; i < 20; i++)
    gtk_widget_activate_action (editor, "editor.zoom-in", NULL);
  g_assert_cmpfloat (zb_picture_zoom_get_scale (zoom), ==, 8.0);
  wait_frames (editor, 3);
  zb_picture_zoom_pan (zoom, -100000, -100000);
  for (guint i = 0; i < 40; i++)
    gtk_widget_activate_action (editor, "editor.zoom-out", NULL);
  g_assert_cmpfloat (zb_picture_zoom_get_scale (zoom), ==, 0.1);
  gtk_widget_activate_action (editor, "editor.zoom-fit", NULL);
  wait_frames (editor, 3);
  g_assert_cmpfloat (zb_picture_zoom_get_scale (zoom), >, 0.1);
  g_assert_cmpfloat (zb_picture_zoom_get_scale (zoom), <, 0.5);

  gtk_widget_activate_action (editor, "editor.previous-picture", NULL);
  assert_shows (editor, "3 of 4");
  assert_shows (editor, "This Picture Is Not Stored");
  window_fixture_clear (&fixture);
}

/* The arrow keys move a picture that is larger than its place. */
static void
test_arrow_keys (void)
{
  WindowFixture fixture;
  GtkWidget *editor;
  ZbPictureZoom *zoom;
  GtkAdjustment *across;
  double before;

  open_with_picture (&fixture, FALSE, 3000, 2000);
  editor = open_large_view (&fixture);
  WAIT_UNTIL (zb_picture_panel_is_loaded (get_panel (editor)));
  zoom = zb_picture_panel_get_zoom (get_panel (editor));
  across = gtk_scrolled_window_get_hadjustment (GTK_SCROLLED_WINDOW (find_type (GTK_WIDGET (zoom), GTK_TYPE_SCROLLED_WINDOW)));
  for (guint i = 0; i < 8; i++)
    gtk_widget_activate_action (editor, "editor.zoom-in", NULL);
  wait_frames (editor, 3);
  before = gtk_adjustment_get_value (across);
  /* What was in the middle is there still. */
  g_assert_cmpfloat (before, >, 0);
  g_assert_true (press_key (GTK_WIDGET (zoom), GDK_KEY_Right));
  g_assert_cmpfloat (gtk_adjustment_get_value (across), >, before);
  g_assert_true (press_key (GTK_WIDGET (zoom), GDK_KEY_Left));
  g_assert_cmpfloat_with_epsilon (gtk_adjustment_get_value (across), before, 0.5);
  window_fixture_clear (&fixture);
}

/* A toast's button can be pressed in either window. */
static GtkWidget *
find_undo (WindowFixture *self)
{
  GtkWidget *roots[] = { GTK_WIDGET (self->window), GTK_WIDGET (find_dialog (self)) };

  for (guint i = 0; i < G_N_ELEMENTS (roots); i++)
    if (roots[i] != NULL && shows_text (roots[i], "Undo"))
      return find_labelled_button (roots[i], "Undo");
  return NULL;
}

static void
test_removing (void)
{
  WindowFixture fixture;
  GtkWidget *editor;

  open_with_picture (&fixture, FALSE, 400, 300);
  editor = open_large_view (&fixture);
  WAIT_UNTIL (zb_picture_panel_is_loaded (get_panel (editor)));
  g_assert_true (gtk_widget_activate_action (editor, "editor.remove-picture", NULL));
  WAIT_UNTIL (count_stored (&fixture) == 0);
  WAIT_UNTIL (shows_text (editor, "This Picture Is Not Stored"));
  WAIT_UNTIL (find_undo (&fixture) != NULL);
  g_signal_emit_by_name (find_undo (&fixture), "clicked");
  WAIT_UNTIL (count_stored (&fixture) == 1);
  WAIT_UNTIL (zb_picture_panel_is_loaded (get_panel (editor)));
  g_assert_cmpuint (get_width (&fixture, 0), ==, 400);
  window_fixture_clear (&fixture);
}

static void
freed_cb (gpointer data)
{
  *(gboolean *) data = TRUE;
}

/* Whoever could still take something back when the window is closed keeps nothing of it alive. */
static void
test_removing_last (void)
{
  WindowFixture fixture;
  GtkWidget *editor;
  gboolean is_freed = FALSE;

  open_with_picture (&fixture, FALSE, 400, 300);
  editor = open_large_view (&fixture);
  g_assert_true (gtk_widget_activate_action (editor, "editor.remove-picture", NULL));
  /* The main window tells it then. */
  gtk_window_close (GTK_WINDOW (editor));
  WAIT_UNTIL (find_undo (&fixture) != NULL);
  g_object_set_data_full (G_OBJECT (fixture.window), "story", &is_freed, freed_cb);
  window_fixture_close (&fixture);
  WAIT_UNTIL (is_freed);
  window_fixture_clear (&fixture);
}

static void
test_accessible (void)
{
  WindowFixture fixture;
  g_autofree char *name = NULL;

  open_with_picture (&fixture, TRUE, 400, 300);
  name = dup_accessible (GTK_WIDGET (find_picture (&fixture)), GTK_ACCESSIBLE_PROPERTY_LABEL);
  g_assert_nonnull (strstr (name, "Picture 4 of 4"));
  g_assert_true (gtk_widget_get_focusable (GTK_WIDGET (find_picture (&fixture))));
  window_fixture_clear (&fixture);
}

/* --- Tables ------------------------------------------------------------------------------------ */

#define TABLE_PAGE \
  "<html><head><meta charset='utf-8'><title>网络安全信息与动态周报2020年第20期（5月11日-5月17日）</title></head><body>" \
  "<h1>网络安全信息与动态周报2020年第20期（5月11日-5月17日）</h1><h2>本周网络安全基本态势</h2>" \
  "<p>本周，互联网网络安全态势整体评价为良。</p><h2>本周重要漏洞情况</h2>" \
  "<table><tr><th>名称</th><th>数量</th><th>说明</th><th>影响产品</th></tr>" \
  "<tr><td>样例一</td><td>1,305</td><td>已有补丁，请尽快更新到最新版本，并检查日志，确认没有异常的登录记录</td><td>样例操作系统</td></tr>" \
  "<tr><td>样例二</td><td>12</td><td><a href='https://example.org/notice'>公告</a></td><td>样例网站</td></tr></table>" \
  "<h2>本周事件处理情况</h2><p>本周，CNCERT协调各方共处理网络安全事件500起，含跨境网络安全事件250起。</p></body></html>"

static void
open_table (WindowFixture *self)
{
  g_autoptr(ZbLibrary) library = NULL;
  g_autoptr(ZbImporter) importer = NULL;
  g_autoptr(GBytes) bytes = g_bytes_new_static (TABLE_PAGE, strlen (TABLE_PAGE));

  window_fixture_init (self);
  library = fixture_open (&self->files);
  importer = zb_importer_new (library);
  zb_import_result_unref (zb_importer_import_bytes (importer, bytes, "made.html", NULL));
  g_clear_object (&importer);
  g_clear_object (&library);
  window_fixture_open (self, "2020-20");
}

/* A screen reader meets a table, its rows, its head and its cells. */
static void
test_table (void)
{
  static const GtkAccessibleRole roles[] = {
    GTK_ACCESSIBLE_ROLE_COLUMN_HEADER, GTK_ACCESSIBLE_ROLE_ROW_HEADER, GTK_ACCESSIBLE_ROLE_ROW_HEADER,
  };
  WindowFixture fixture;
  GtkWidget *table, *row;
  guint n_rows = 0;

  open_table (&fixture);
  table = find_type (window_fixture_get_page (&fixture), ZB_TYPE_TEXT_TABLE);
  gtk_test_accessible_assert_role (GTK_ACCESSIBLE (table), GTK_ACCESSIBLE_ROLE_TABLE);
  for (row = gtk_widget_get_first_child (table); row != NULL; row = gtk_widget_get_next_sibling (row), n_rows++)
    {
      gtk_test_accessible_assert_role (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_ROLE_ROW);
      gtk_test_accessible_assert_role (GTK_ACCESSIBLE (gtk_widget_get_first_child (row)), roles[n_rows]);
    }
  g_assert_cmpuint (n_rows, ==, 3);
  assert_shows (table, "1,305");
  assert_shows (table, "公告");
  window_fixture_clear (&fixture);
}

/* Cells of a column stand below each other, and none is cut. */
static void
test_table_columns (void)
{
  WindowFixture fixture;
  GtkWidget *table, *row;
  float starts[4] = { -1, -1, -1, -1 };

  open_table (&fixture);
  table = find_type (window_fixture_get_page (&fixture), ZB_TYPE_TEXT_TABLE);
  for (row = gtk_widget_get_first_child (table); row != NULL; row = gtk_widget_get_next_sibling (row))
    {
      guint i = 0;

      for (GtkWidget *cell = gtk_widget_get_first_child (row); cell != NULL; cell = gtk_widget_get_next_sibling (cell), i++)
        {
          graphene_rect_t bounds;
          int minimum;

          g_assert_true (gtk_widget_compute_bounds (cell, table, &bounds));
          if (starts[i] < 0)
            starts[i] = bounds.origin.x;
          g_assert_cmpfloat (bounds.origin.x, ==, starts[i]);
          gtk_widget_measure (cell, GTK_ORIENTATION_VERTICAL, (int) bounds.size.width, &minimum, NULL, NULL, NULL);
          g_assert_cmpint ((int) bounds.size.height, >=, minimum);
          assert_on_screen (cell, table);
        }
    }
  g_assert_cmpint (gtk_widget_get_height (gtk_widget_get_ancestor (table, GTK_TYPE_SCROLLED_WINDOW)), >=,
                   gtk_widget_get_height (table));
  window_fixture_clear (&fixture);
}

/* What is too wide for a telephone scrolls within itself. */
static void
test_table_narrow (void)
{
  WindowFixture fixture;
  GtkWidget *table, *scroller;

  open_table (&fixture);
  gtk_window_set_default_size (GTK_WINDOW (fixture.window), 360, 700);
  window_fixture_activate (&fixture, "win.show-page");
  wait_frames (GTK_WIDGET (fixture.window), 10);
  assert_narrow (GTK_WIDGET (fixture.window));
  table = find_type (window_fixture_get_page (&fixture), ZB_TYPE_TEXT_TABLE);
  scroller = gtk_widget_get_ancestor (table, GTK_TYPE_SCROLLED_WINDOW);
  g_assert_cmpint (gtk_widget_get_width (table), >, 360);
  g_assert_cmpint (gtk_widget_get_width (scroller), <=, 360);
  window_fixture_clear (&fixture);
}

static void
add_tests (void)
{
  g_test_add_func ("/window/pictures/size", test_size);
  g_test_add_func ("/window/pictures/loading", test_loading);
  g_test_add_func ("/window/pictures/other-page", test_other_page);
  g_test_add_func ("/window/pictures/missing", test_missing);
  g_test_add_func ("/window/pictures/adding", test_adding);
  g_test_add_func ("/window/pictures/adding-nonsense", test_adding_nonsense);
  g_test_add_func ("/window/pictures/pasting", test_pasting);
  g_test_add_func ("/window/pictures/damaged", test_damaged);
  g_test_add_func ("/window/pictures/webp", test_webp);
  g_test_add_func ("/window/pictures/large-view", test_large_view);
  g_test_add_func ("/window/pictures/arrow-keys", test_arrow_keys);
  g_test_add_func ("/window/pictures/removing", test_removing);
  g_test_add_func ("/window/pictures/removing-last", test_removing_last);
  g_test_add_func ("/window/pictures/accessible", test_accessible);
  g_test_add_func ("/window/tables/roles", test_table);
  g_test_add_func ("/window/tables/columns", test_table_columns);
  g_test_add_func ("/window/tables/narrow", test_table_narrow);
}

int
main (int    argc,
      char **argv)
{
  return window_test_run (argc, argv, add_tests);
}
