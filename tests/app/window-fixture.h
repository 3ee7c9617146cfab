/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "app/zb-window.h"
#include "library-fixture.h"

G_BEGIN_DECLS

/* One window on a library of its own. The library knows the bundled index as well, which has no
 * issue of 2019, 2020 and 2021: these years belong to the stories. */
typedef struct {
  Fixture   files;
  ZbWindow *window;
  gboolean  is_ready;
} WindowFixture;

/* Waits for an expression; a test that waits in vain fails. */
#define WAIT_UNTIL(expression)                                                        \
  G_STMT_START {                                                                      \
    gint64 wait_end_ = g_get_monotonic_time () + WAIT_SECONDS * G_USEC_PER_SEC;       \
    while (!(expression))                                                             \
      {                                                                               \
        if (g_get_monotonic_time () > wait_end_)                                      \
          g_error ("%s:%d: waited in vain for: %s", __FILE__, __LINE__, #expression); \
        wait_a_moment ();                                                             \
      }                                                                               \
  } G_STMT_END

#define WAIT_SECONDS 30

int         window_test_run       (int            argc,
                                   char         **argv,
                                   void         (*add_tests) (void));
void        window_fixture_init   (WindowFixture *self);
void        window_fixture_clear  (WindowFixture *self);
void        window_fixture_new    (WindowFixture *self,
                                   const char    *issue);
void        window_fixture_open   (WindowFixture *self,
                                   const char    *issue);
void        window_fixture_close  (WindowFixture *self);
void        window_fixture_store  (WindowFixture *self,
                                   const char    *text);
void        window_fixture_select (WindowFixture *self,
                                   guint          year,
                                   guint          number);
ZbLibrary  *window_fixture_reopen (WindowFixture *self);
void        window_fixture_activate (WindowFixture *self,
                                     const char    *action);
gboolean    window_fixture_can    (WindowFixture *self,
                                   const char    *action);
void        window_fixture_store_picture (WindowFixture *self,
                                     guint          year,
                                     guint          number,
                                     guint          position,
                                     GBytes        *bytes);
GtkWidget  *window_fixture_get_page (WindowFixture *self);
GtkWidget  *window_fixture_get_list (WindowFixture *self);

GBytes     *make_png              (int            width,
                                   int            height);
void        wait_a_moment         (void);
void        wait_frames           (GtkWidget     *widget,
                                   guint          n_frames);
GtkWidget  *next_widget           (GtkWidget     *root,
                                   GtkWidget     *widget);
GtkWidget  *find_type             (GtkWidget     *root,
                                   GType          type);
GtkWidget  *find_button           (GtkWidget     *root,
                                   const char    *action);
GPtrArray  *find_all              (GtkWidget     *root,
                                   GType          type);
GtkWidget  *find_icon             (GtkWidget     *root,
                                   const char    *name);
GtkWidget  *find_label            (GtkWidget     *root,
                                   const char    *part);
gboolean    shows_text            (gpointer       root,
                                   const char    *part);
char       *dup_shown_text        (gpointer       root);
gboolean    press_key             (GtkWidget     *widget,
                                   guint          key);
gboolean    press_shifted_key     (GtkWidget     *widget,
                                   guint          key);
GtkWidget  *open_number_table     (GtkWidget     *widget);
gboolean    has_number_row        (GtkWidget     *table,
                                   const char    *label,
                                   const char    *value);
GtkWidget  *find_labelled_button  (GtkWidget     *root,
                                   const char    *label);
GtkWidget  *find_action_row       (GtkWidget     *root,
                                   const char    *title);
GtkWindow  *find_dialog           (WindowFixture *self);
char       *dup_accessible        (GtkWidget     *widget,
                                   GtkAccessibleProperty property);
void        assert_rests          (GtkWidget     *widget);
void        assert_fits           (GtkWidget     *root);
void        assert_narrow         (GtkWidget     *window);
void        assert_on_screen      (GtkWidget     *widget,
                                   GtkWidget     *frame);

#define assert_shows(root, part)                                                              \
  G_STMT_START {                                                                              \
    g_autofree char *shown_ = dup_shown_text (root);                                          \
    if (strstr (shown_, (part)) == NULL)                                                      \
      g_error ("%s:%d: “%s” is not shown, but:\n%s", __FILE__, __LINE__, (part), shown_);     \
  } G_STMT_END

#define assert_hides(root, part)                                                              \
  G_STMT_START {                                                                              \
    g_autofree char *shown_ = dup_shown_text (root);                                          \
    if (strstr (shown_, (part)) != NULL)                                                      \
      g_error ("%s:%d: “%s” is shown:\n%s", __FILE__, __LINE__, (part), shown_);              \
  } G_STMT_END

G_END_DECLS
