/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zb-config.h"

#include "zb-picture-card.h"

#include <glib/gi18n.h>

#include "app/zb-copy-label.h"
#include "app/zb-desktop.h"
#include "app/zb-picture-loader.h"
#include "app/zb-window.h"

/* More links, or reasons, than this help nobody. */
#define MAX_LINKS 100
#define MAX_REASONS 2

/* Where pictures of a text stand that are not stored: what they hold, where they are, and how they can
 * be loaded or added. When it is seen, it says so to the window's loader. */
struct _ZbPictureCard {
  GtkBox           parent_instance;
  ZbDetail        *detail;
  /* (element-type guint) */
  GArray          *positions;
  /* Both only while it is mapped. */
  ZbPictureLoader *loader;
  GtkAdjustment   *adjustment;
  guint            look_id;
  GtkWidget       *status;
  GtkSpinner      *spinner;
  GtkLabel        *status_label;
  GtkButton       *load_button;
};

G_DEFINE_FINAL_TYPE (ZbPictureCard, zb_picture_card, GTK_TYPE_BOX)

/* How the pictures of a card stand together. */
typedef struct {
  guint      n_loading;
  guint      n_failed;
  GPtrArray *reasons;
} Standing;

static const ZbCopyPicture *
get_picture (ZbPictureCard *self,
             guint          i)
{
  return g_ptr_array_index (self->detail->pictures, g_array_index (self->positions, guint, i));
}

/* --- How the pictures stand -------------------------------------------------------------------- */

static void
add_standing (ZbPictureCard *self,
              const char    *address,
              Standing      *standing)
{
  const char *message;
  ZbPictureState state = zb_picture_loader_get_state (self->loader, zb_copy_find_shown (self->detail)->id, address,
                                                      &message);

  if (state == ZB_PICTURE_LOADING)
    standing->n_loading++;
  if (state != ZB_PICTURE_FAILED)
    return;
  standing->n_failed++;
  if (standing->reasons->len < MAX_REASONS &&
      !g_ptr_array_find_with_equal_func (standing->reasons, message, g_str_equal, NULL))
    g_ptr_array_add (standing->reasons, (gpointer) message);
}

static void
set_load_button (ZbPictureCard *self,
                 const char    *label,
                 const char    *action)
{
  gtk_button_set_label (self->load_button, label);
  gtk_label_set_wrap (GTK_LABEL (gtk_button_get_child (self->load_button)), TRUE);
  gtk_label_set_justify (GTK_LABEL (gtk_button_get_child (self->load_button)), GTK_JUSTIFY_CENTER);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->load_button), action);
}

/* A short wait is not told: it would only flicker. */
static void
update (ZbPictureCard *self)
{
  g_autoptr(GPtrArray) reasons = g_ptr_array_new ();
  g_autofree char *progress = NULL;
  g_autofree char *text = NULL;
  Standing standing = { .reasons = reasons };
  gboolean is_loading;

  for (guint i = 0; i < self->positions->len; i++)
    add_standing (self, get_picture (self, i)->address, &standing);
  is_loading = standing.n_loading > 0 && zb_picture_loader_is_slow (self->loader);
  if (is_loading)
    {
      progress = g_strdup_printf (ngettext ("Loading %u picture…", "Loading %u pictures…", standing.n_loading),
                                  standing.n_loading);
      g_ptr_array_insert (reasons, 0, progress);
    }
  g_ptr_array_add (reasons, NULL);
  text = g_strjoinv ("\n", (char **) reasons->pdata);
  gtk_label_set_label (self->status_label, text);
  gtk_widget_set_visible (self->status, *text != '\0');
  gtk_widget_set_visible (GTK_WIDGET (self->spinner), is_loading);
  gtk_spinner_set_spinning (self->spinner, is_loading);
  if (self->load_button == NULL)
    return;
  if (is_loading)
    set_load_button (self, _("_Stop"), "win.stop-pictures");
  else
    set_load_button (self, standing.n_failed > 0 ? _("_Try Again") : _("_Load Pictures"), "win.load-pictures");
}

/* --- When it is seen --------------------------------------------------------------------------- */

/* Within what is scrolled: where that stands itself is laid out only later. */
static gboolean
is_seen (ZbPictureCard *self)
{
  GtkWidget *viewport = gtk_widget_get_ancestor (GTK_WIDGET (self), GTK_TYPE_VIEWPORT);
  graphene_rect_t bounds;
  double top;

  if (viewport == NULL ||
      !gtk_widget_compute_bounds (GTK_WIDGET (self), gtk_viewport_get_child (GTK_VIEWPORT (viewport)), &bounds))
    return FALSE;
  top = bounds.origin.y - gtk_adjustment_get_value (self->adjustment);
  return bounds.size.height > 0 && top + bounds.size.height > 0 && top < gtk_adjustment_get_page_size (self->adjustment);
}

static gboolean
look_cb (gpointer user_data)
{
  ZbPictureCard *self = user_data;
  g_autoptr(ZbPictureLoader) loader = g_object_ref (self->loader);
  gint64 copy_id = zb_copy_find_shown (self->detail)->id;

  self->look_id = 0;
  if (is_seen (self))
    for (guint i = 0; i < self->positions->len; i++)
      if (zb_is_web_address (get_picture (self, i)->address))
        zb_picture_loader_see (loader, copy_id, get_picture (self, i)->address);
  return G_SOURCE_REMOVE;
}

/* Where everything is, is known when the page has been laid out. */
static void
look_later (ZbPictureCard *self)
{
  if (self->look_id == 0 && self->loader != NULL)
    self->look_id = g_idle_add_full (GDK_PRIORITY_REDRAW + 1, look_cb, self, NULL);
}

static void
changed_cb (ZbPictureCard *self)
{
  update (self);
  look_later (self);
}

static void
zb_picture_card_map (GtkWidget *widget)
{
  ZbPictureCard *self = ZB_PICTURE_CARD (widget);
  GtkWidget *scroller = gtk_widget_get_ancestor (widget, GTK_TYPE_SCROLLED_WINDOW);
  GtkRoot *root = gtk_widget_get_root (widget);

  GTK_WIDGET_CLASS (zb_picture_card_parent_class)->map (widget);
  if (scroller == NULL || !ZB_IS_WINDOW (root) || zb_window_get_picture_loader (ZB_WINDOW (root)) == NULL)
    return;
  self->loader = g_object_ref (zb_window_get_picture_loader (ZB_WINDOW (root)));
  self->adjustment = g_object_ref (gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (scroller)));
  g_signal_connect_swapped (self->loader, "changed", G_CALLBACK (changed_cb), self);
  g_signal_connect_swapped (self->adjustment, "value-changed", G_CALLBACK (look_later), self);
  g_signal_connect_swapped (self->adjustment, "changed", G_CALLBACK (look_later), self);
  changed_cb (self);
}

static void
stop_looking (ZbPictureCard *self)
{
  g_clear_handle_id (&self->look_id, g_source_remove);
  if (self->loader != NULL)
    g_signal_handlers_disconnect_by_data (self->loader, self);
  if (self->adjustment != NULL)
    g_signal_handlers_disconnect_by_data (self->adjustment, self);
  g_clear_object (&self->loader);
  g_clear_object (&self->adjustment);
}

static void
zb_picture_card_unmap (GtkWidget *widget)
{
  stop_looking (ZB_PICTURE_CARD (widget));
  GTK_WIDGET_CLASS (zb_picture_card_parent_class)->unmap (widget);
}

static void
zb_picture_card_dispose (GObject *object)
{
  ZbPictureCard *self = ZB_PICTURE_CARD (object);

  stop_looking (self);
  g_clear_pointer (&self->detail, zb_detail_unref);
  g_clear_pointer (&self->positions, g_array_unref);

  G_OBJECT_CLASS (zb_picture_card_parent_class)->dispose (object);
}

static void
zb_picture_card_class_init (ZbPictureCardClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = zb_picture_card_dispose;
  widget_class->map = zb_picture_card_map;
  widget_class->unmap = zb_picture_card_unmap;
}

/* --- What it is made of ------------------------------------------------------------------------ */

static gboolean
drop_cb (ZbPictureCard *self,
         const GValue  *value)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  return ZB_IS_WINDOW (root) &&
         zb_window_drop_pictures (ZB_WINDOW (root), value, self->detail, g_array_index (self->positions, guint, 0));
}

static void
accept_drops (ZbPictureCard *self)
{
  GtkDropTarget *drop = gtk_drop_target_new (GDK_TYPE_FILE_LIST, GDK_ACTION_COPY);

  g_signal_connect_object (drop, "drop", G_CALLBACK (drop_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (drop));
}

static void
zb_picture_card_init (ZbPictureCard *self)
{
  gtk_box_set_spacing (GTK_BOX (self), 12);
  gtk_widget_add_css_class (GTK_WIDGET (self), "card");
  gtk_widget_add_css_class (GTK_WIDGET (self), "picture-card");
}

/* A link to each, for the browser. */
static char *
dup_links (ZbPictureCard *self)
{
  GString *markup = g_string_new (NULL);

  for (guint i = 0; i < MIN (self->positions->len, MAX_LINKS); i++)
    {
      const char *address = get_picture (self, i)->address;
      g_autofree char *name = g_strdup_printf (_("Picture %u"), g_array_index (self->positions, guint, i) + 1);
      g_autofree char *link = g_markup_escape_text (address, -1);

      if (i > 0)
        g_string_append (markup, "   ");
      if (zb_is_web_address (address))
        g_string_append_printf (markup, "<a href=\"%s\">%s</a>", link, name);
      else
        g_string_append (markup, name);
    }
  return g_string_free (markup, FALSE);
}

static gboolean
has_any_address (ZbPictureCard *self)
{
  for (guint i = 0; i < self->positions->len; i++)
    if (zb_is_web_address (get_picture (self, i)->address))
      return TRUE;
  return FALSE;
}

static GtkWidget *
new_label (const char *text,
           gboolean    is_markup)
{
  return g_object_new (GTK_TYPE_LABEL,
                       "label", text,
                       "use-markup", is_markup,
                       "wrap", TRUE, "wrap-mode", PANGO_WRAP_WORD_CHAR,
                       "xalign", 0.0f,
                       NULL);
}

/* What is going on, or why nothing has come. */
static GtkWidget *
new_status (ZbPictureCard *self)
{
  self->status = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  self->spinner = GTK_SPINNER (gtk_spinner_new ());
  self->status_label = GTK_LABEL (g_object_new (GTK_TYPE_LABEL,
                                                "accessible-role", GTK_ACCESSIBLE_ROLE_STATUS,
                                                "wrap", TRUE, "wrap-mode", PANGO_WRAP_WORD_CHAR,
                                                "xalign", 0.0f,
                                                NULL));
  gtk_widget_add_css_class (self->status, "picture-status");
  gtk_box_append (GTK_BOX (self->status), GTK_WIDGET (self->spinner));
  gtk_box_append (GTK_BOX (self->status), GTK_WIDGET (self->status_label));
  gtk_widget_set_visible (self->status, FALSE);
  return self->status;
}

static GtkWidget *
add_button (GtkWidget  *box,
            const char *label,
            const char *action)
{
  GtkWidget *button = gtk_button_new_with_mnemonic (label);

  gtk_label_set_wrap (GTK_LABEL (gtk_button_get_child (GTK_BUTTON (button))), TRUE);
  gtk_label_set_justify (GTK_LABEL (gtk_button_get_child (GTK_BUTTON (button))), GTK_JUSTIFY_CENTER);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);
  gtk_flow_box_append (GTK_FLOW_BOX (box), button);
  /* The button takes the focus, not the cell around it. */
  gtk_widget_set_focusable (gtk_widget_get_parent (button), FALSE);
  return button;
}

static void
add_picture_button (GtkWidget  *box,
                    const char *label,
                    const char *action,
                    guint       position)
{
  gtk_actionable_set_action_target (GTK_ACTIONABLE (add_button (box, label, action)), "u", position);
}

static GtkWidget *
new_buttons (ZbPictureCard *self)
{
  GtkWidget *buttons = gtk_flow_box_new ();
  guint first = g_array_index (self->positions, guint, 0);
  gboolean can_load = has_any_address (self);

  gtk_flow_box_set_selection_mode (GTK_FLOW_BOX (buttons), GTK_SELECTION_NONE);
  gtk_flow_box_set_max_children_per_line (GTK_FLOW_BOX (buttons), can_load ? 2 : 3);
  gtk_flow_box_set_column_spacing (GTK_FLOW_BOX (buttons), 6);
  gtk_flow_box_set_row_spacing (GTK_FLOW_BOX (buttons), 6);
  gtk_flow_box_set_homogeneous (GTK_FLOW_BOX (buttons), TRUE);
  gtk_widget_add_css_class (buttons, "picture-buttons");
  if (can_load)
    self->load_button = GTK_BUTTON (add_button (buttons, _("_Load Pictures"), "win.load-pictures"));
  add_picture_button (buttons, _("_Add Picture Files…"), "win.add-pictures", first);
  add_picture_button (buttons, _("_Paste Picture"), "win.paste-picture", first);
  add_picture_button (buttons, _("_Type In Figures…"), "win.show-picture", first);
  return buttons;
}

/**
 * zb_picture_card_new:
 * @positions: (element-type guint): pictures of the shown copy that follow each
 *   other and are not stored; at least one
 *
 * Returns: (transfer floating): what stands in their place.
 */
GtkWidget *
zb_picture_card_new (ZbDetail *detail,
                     GArray   *positions)
{
  ZbPictureCard *self = g_object_new (ZB_TYPE_PICTURE_CARD, NULL);
  GtkWidget *icon = gtk_image_new_from_icon_name ("image-x-generic-symbolic");
  GtkWidget *text = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  g_autofree char *title = g_strdup_printf (ngettext ("%u picture stands here", "%u pictures stand here",
                                                      positions->len), positions->len);
  g_autofree char *links = NULL;
  GtkWidget *heading = new_label (title, FALSE);
  GtkWidget *label;

  self->detail = zb_detail_ref (detail);
  self->positions = g_array_copy (positions);
  links = dup_links (self);
  gtk_widget_set_valign (icon, GTK_ALIGN_START);
  gtk_box_append (GTK_BOX (self), icon);
  gtk_widget_set_hexpand (text, TRUE);
  gtk_widget_add_css_class (heading, "heading");
  gtk_box_append (GTK_BOX (text), heading);
  gtk_box_append (GTK_BOX (text),
                  new_label (_("Since 2022 the numbers of infected hosts, attacked websites and new "
                               "vulnerabilities are printed in pictures only. These are not stored yet: "
                               "load them, or save them in your browser and add their files."), FALSE));
  label = new_label (links, TRUE);
  zb_desktop_open_links (GTK_LABEL (label));
  gtk_box_append (GTK_BOX (text), label);
  gtk_box_append (GTK_BOX (text), new_status (self));
  gtk_box_append (GTK_BOX (text), new_buttons (self));
  gtk_box_append (GTK_BOX (self), text);
  accept_drops (self);
  return GTK_WIDGET (self);
}

/**
 * zb_picture_card_get_positions:
 *
 * Returns: (transfer none) (element-type guint): in whose place it stands.
 */
GArray *
zb_picture_card_get_positions (ZbPictureCard *self)
{
  g_return_val_if_fail (ZB_IS_PICTURE_CARD (self), NULL);

  return self->positions;
}

/**
 * zb_picture_card_set_detail:
 * @detail: the same bulletin, read again
 */
void
zb_picture_card_set_detail (ZbPictureCard *self,
                            ZbDetail      *detail)
{
  g_return_if_fail (ZB_IS_PICTURE_CARD (self));

  zb_detail_ref (detail);
  zb_detail_unref (self->detail);
  self->detail = detail;
}
