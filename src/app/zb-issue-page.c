/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zb-config.h"

#include "zb-issue-page.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "app/zb-copy-label.h"
#include "app/zb-desktop.h"
#include "app/zb-figure-card.h"
#include "app/zb-missing-notice.h"
#include "app/zb-page-rows.h"
#include "app/zb-picture-card.h"
#include "app/zb-rating-style.h"
#include "app/zb-reading-place.h"
#include "app/zb-text-view.h"
#include "app/zb-trend-charts.h"
#include "app/zb-week-charts.h"
#include "chart/zb-chart-week.h"

/* How wide the page is with text of the desktop's size, and what of that is its margin. */
#define PAGE_WIDTH 860
#define PAGE_MARGINS 24

/* Everything about one bulletin, from its figures to its copies. */
struct _ZbIssuePage {
  GtkWidget            parent_instance;
  ZbLibrary           *library;
  ZbDetail            *detail;
  GPtrArray           *weeks;
  GPtrArray           *entries;
  const char          *trend_figure;
  gboolean             is_stale;
  gint64               download_id;
  gboolean             is_downloading;
  char                *download_text;
  GPtrArray           *recap_rows;
  GPtrArray           *copy_rows;
  GtkScrolledWindow   *scroller;
  AdwClamp            *clamp;
  GtkBox              *content;
  GtkLabel            *title;
  GtkLabel            *subtitle;
  GtkLabel            *source;
  GtkLabel            *warnings;
  GtkLabel            *rating;
  GtkFlowBox          *cards;
  ZbNoteCard          *note;
  ZbWeekCharts        *categories;
  ZbTrendCharts       *trend;
  GtkWidget           *reading;
  GtkWidget           *banner;
  GtkLabel            *banner_label;
  GtkWidget           *text_section;
  ZbTextView          *text;
  ZbTextFinder        *finder;
  GtkBox              *missing_section;
  AdwPreferencesGroup *recap;
  AdwPreferencesGroup *copies;
};

G_DEFINE_FINAL_TYPE (ZbIssuePage, zb_issue_page, GTK_TYPE_WIDGET)

static void
show_title (ZbIssuePage *self)
{
  const ZbEntry *entry = self->detail->entry;
  g_autofree char *period = zb_period_dup_label (&entry->period, ZB_DATE_LONG);
  g_autofree char *published = g_date_valid (&entry->published)
                               ? zb_date_dup_label (&entry->published, ZB_DATE_SHORT) : NULL;
  g_autofree char *title = entry->issue.number != 0 ? zb_issue_dup_label (entry->issue)
                                                    : g_strdup (period);
  g_autofree char *subtitle = NULL;

  if (published != NULL)
    /* Translators: the week, and the day on which the bulletin was published. */
    subtitle = g_strdup_printf (_("%1$s  ·  published %2$s"), period, published);
  else
    subtitle = g_steal_pointer (&period);
  gtk_label_set_label (self->title, title);
  gtk_label_set_label (self->subtitle, subtitle);
}

/* Who published what is shown, as a link to it. */
static void
show_source (ZbIssuePage *self)
{
  const ZbDetail *detail = self->detail;
  const ZbBulletin *shown = zb_detail_has_text (detail) ? detail->shown->bulletin : NULL;
  const ZbKnownAddress *address = detail->addresses->len > 0
                                  ? g_ptr_array_index (detail->addresses, 0) : NULL;
  const char *url = shown != NULL ? shown->url : address != NULL ? address->url : NULL;
  const char *account = shown != NULL ? shown->account : address != NULL ? address->account : NULL;
  g_autofree char *text = g_markup_escape_text (account != NULL ? account : _("Original"), -1);
  g_autofree char *markup = NULL;

  gtk_widget_set_visible (GTK_WIDGET (self->source), account != NULL || url != NULL);
  if (zb_is_web_address (url))
    {
      g_autofree char *link = g_markup_escape_text (url, -1);

      markup = g_strdup_printf ("<a href=\"%s\">%s</a>", link, text);
    }
  gtk_label_set_markup (self->source, markup != NULL ? markup : text);
}

/* What does not fit together in the copies of this bulletin, or in the one that is shown. */
static void
show_warnings (ZbIssuePage *self)
{
  g_autoptr(GString) text = g_string_new (NULL);
  GPtrArray *lists[] = {
    self->detail->warnings,
    zb_detail_has_text (self->detail) ? self->detail->shown->bulletin->warnings : NULL,
  };

  for (guint i = 0; i < G_N_ELEMENTS (lists); i++)
    for (guint j = 0; lists[i] != NULL && j < lists[i]->len; j++)
      g_string_append_printf (text, "%s%s", text->len > 0 ? "\n" : "",
                              (const char *) g_ptr_array_index (lists[i], j));
  gtk_label_set_label (self->warnings, text->str);
  gtk_widget_set_visible (GTK_WIDGET (self->warnings), text->len > 0);
}

static void
show_rating (ZbIssuePage *self)
{
  ZbRating rating = self->detail->entry->rating;
  g_autofree char *label = NULL;

  gtk_widget_set_visible (GTK_WIDGET (self->rating), rating != ZB_RATING_UNKNOWN);
  if (rating == ZB_RATING_UNKNOWN)
    return;
  /* Translators: the rating's pill: first the character that is printed, then its meaning.
   * In Chinese the character says it all: write "整体评价 %1$s" and leave %2$s out. */
  label = g_strdup_printf (_("%1$s %2$s"), zb_rating_get_han (rating), zb_rating_get_label (rating));
  gtk_label_set_label (self->rating, label);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->rating), zb_rating_get_meaning (rating));
  zb_rating_style_widget (GTK_WIDGET (self->rating), rating);
}

static const ZbSourcedFigure *
find_figure (const ZbDetail *detail,
             const char     *id)
{
  for (guint i = 0; i < detail->figures->len; i++)
    {
      const ZbSourcedFigure *figure = g_ptr_array_index (detail->figures, i);

      if (g_str_equal (figure->figure->id, id))
        return figure;
    }
  return NULL;
}

/* The platforms stand on the card of the URLs that were found on them. */
static gboolean
is_told_on_other_card (const ZbDetail        *detail,
                       const ZbSourcedFigure *figure)
{
  return g_str_equal (figure->figure->id, ZB_FIGURE_APP_STORE_PLATFORMS) &&
         find_figure (detail, ZB_FIGURE_MALICIOUS_APP_URLS) != NULL;
}

static void
show_cards (ZbIssuePage *self)
{
  ZbCatalogue *catalogue = zb_catalogue_get_default ();
  GtkWidget *child;
  guint n_cards = 0;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->cards))) != NULL)
    gtk_flow_box_remove (self->cards, child);
  for (guint i = 0; i < zb_catalogue_get_n_figures (catalogue); i++)
    {
      const ZbSourcedFigure *figure = find_figure (self->detail,
                                                   zb_catalogue_get_figure (catalogue, i)->id);
      GtkWidget *card;

      if (figure == NULL || is_told_on_other_card (self->detail, figure))
        continue;
      card = zb_figure_card_new (catalogue, self->detail, figure);
      gtk_flow_box_append (self->cards, card);
      /* The card's button takes the focus, not the cell around it. */
      gtk_widget_set_focusable (gtk_widget_get_parent (card), FALSE);
      n_cards++;
    }
  gtk_widget_set_visible (GTK_WIDGET (self->cards), n_cards > 0);
}

/* The figure that the reader chose, else all incidents, else the first that is there. */
static const char *
choose_trend_figure (ZbIssuePage *self)
{
  ZbCatalogue *catalogue = zb_catalogue_get_default ();

  if (self->trend_figure != NULL)
    return self->trend_figure;
  if (self->detail->figures->len == 0 || find_figure (self->detail, ZB_FIGURE_INCIDENTS_TOTAL) != NULL)
    return ZB_FIGURE_INCIDENTS_TOTAL;
  for (guint i = 0; i < zb_catalogue_get_n_figures (catalogue); i++)
    {
      const ZbFigureKind *kind = zb_catalogue_get_figure (catalogue, i);

      if (!zb_figure_kind_is_level (kind) && find_figure (self->detail, kind->id) != NULL)
        return kind->id;
    }
  return ZB_FIGURE_INCIDENTS_TOTAL;
}

static void
show_charts (ZbIssuePage *self)
{
  zb_week_charts_show (self->categories, self->detail->entry, self->weeks);
  zb_trend_charts_show (self->trend, self->detail->entry, choose_trend_figure (self), self->weeks,
                        self->entries);
}

/* Above the text of a copy that is not the best: which one it is, and the way back. */
static void
show_banner (ZbIssuePage *self)
{
  const ZbDetail *detail = self->detail;
  const ZbCopyInfo *shown = zb_copy_find_shown (detail);
  gboolean is_other = shown != NULL && shown != g_ptr_array_index (detail->copies, 0);
  g_autofree char *text = NULL;

  gtk_widget_set_visible (self->banner, is_other);
  if (!is_other)
    return;
  /* Translators: %s is who published the copy that is shown now. */
  text = g_strdup_printf (_("You are looking at another copy: %s"), zb_copy_get_name (shown));
  gtk_label_set_label (self->banner_label, text);
}

/* On the page of the bulletin that is fetched: how far that is, or why it has brought nothing. */
static void
show_download (ZbIssuePage *self)
{
  GtkWidget *notice = gtk_widget_get_first_child (GTK_WIDGET (self->missing_section));
  gboolean is_it = self->detail != NULL && self->detail->entry->id == self->download_id;

  if (notice != NULL)
    zb_missing_notice_set_download (ZB_MISSING_NOTICE (notice), is_it && self->is_downloading,
                                    is_it ? self->download_text : NULL);
}

static void
show_text (ZbIssuePage *self)
{
  ZbEntryState state = self->detail->entry->state;
  gboolean is_readable = zb_detail_has_text (self->detail);
  /* Where nothing is known of the week, what can be done comes before the other weeks. */
  GtkWidget *before = state == ZB_ENTRY_MISSING ? GTK_WIDGET (self->categories) : GTK_WIDGET (self->trend);
  GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self->missing_section));

  if (child != NULL)
    gtk_box_remove (self->missing_section, child);
  gtk_box_reorder_child_after (self->content, self->reading, before);
  gtk_widget_set_visible (self->text_section, is_readable);
  gtk_widget_set_visible (GTK_WIDGET (self->missing_section), !is_readable);
  if (is_readable)
    zb_text_view_show (self->text, self->library, self->detail);
  else
    gtk_box_append (self->missing_section, zb_missing_notice_new (self->detail));
  show_download (self);
  zb_text_finder_refresh (self->finder);
}

static void
replace_rows (AdwPreferencesGroup *group,
              GPtrArray          **rows,
              GPtrArray           *new_rows)
{
  for (guint i = 0; i < (*rows)->len; i++)
    adw_preferences_group_remove (group, g_ptr_array_index (*rows, i));
  g_ptr_array_unref (*rows);
  *rows = new_rows;
  for (guint i = 0; i < new_rows->len; i++)
    adw_preferences_group_add (group, g_ptr_array_index (new_rows, i));
  gtk_widget_set_visible (GTK_WIDGET (group), new_rows->len > 0);
}

/* Brings a part of the page to the top, and the keyboard to it: with the focus left where it was,
 * the page would scroll back. */
static void
scroll_to (ZbIssuePage *self,
           GtkWidget   *part)
{
  graphene_point_t point;
  GtkAdjustment *adjustment = gtk_scrolled_window_get_vadjustment (self->scroller);
  double place = gtk_adjustment_get_value (adjustment);

  if (gtk_widget_compute_point (part, GTK_WIDGET (self->scroller), &GRAPHENE_POINT_INIT (0, 0), &point))
    place += point.y - 24;
  gtk_widget_child_focus (part, GTK_DIR_TAB_FORWARD);
  gtk_adjustment_set_value (adjustment, place);
}

static void
show_trend_action (GtkWidget  *widget,
                   const char *name,
                   GVariant   *parameter)
{
  ZbIssuePage *self = ZB_ISSUE_PAGE (widget);

  self->trend_figure = g_intern_string (g_variant_get_string (parameter, NULL));
  if (self->detail == NULL)
    return;
  zb_trend_charts_show (self->trend, self->detail->entry, choose_trend_figure (self), self->weeks,
                        self->entries);
  scroll_to (self, GTK_WIDGET (self->trend));
}

/* Larger letters need a wider page for lines of the same length. */
static void
update_width (ZbIssuePage *self)
{
  adw_clamp_set_maximum_size (self->clamp, MAX (PAGE_WIDTH, zb_text_view_get_measure (self->text) + PAGE_MARGINS));
}

/* The desktop's letters may have another size now. */
static void
zb_issue_page_system_setting_changed (GtkWidget       *widget,
                                      GtkSystemSetting setting)
{
  GTK_WIDGET_CLASS (zb_issue_page_parent_class)->system_setting_changed (widget, setting);
  update_width (ZB_ISSUE_PAGE (widget));
}

static void
zb_issue_page_dispose (GObject *object)
{
  ZbIssuePage *self = ZB_ISSUE_PAGE (object);

  g_clear_pointer (&self->recap_rows, g_ptr_array_unref);
  g_clear_pointer (&self->copy_rows, g_ptr_array_unref);
  g_clear_pointer (&self->weeks, g_ptr_array_unref);
  g_clear_pointer (&self->entries, g_ptr_array_unref);
  g_clear_pointer (&self->detail, zb_detail_unref);
  g_clear_object (&self->library);
  g_clear_object (&self->finder);
  g_clear_pointer (&self->download_text, g_free);
  gtk_widget_dispose_template (GTK_WIDGET (self), ZB_TYPE_ISSUE_PAGE);

  G_OBJECT_CLASS (zb_issue_page_parent_class)->dispose (object);
}

static void
zb_issue_page_class_init (ZbIssuePageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = zb_issue_page_dispose;
  g_type_ensure (ZB_TYPE_NOTE_CARD);
  widget_class->system_setting_changed = zb_issue_page_system_setting_changed;
  g_type_ensure (ZB_TYPE_TEXT_VIEW);
  g_type_ensure (ZB_TYPE_TREND_CHARTS);
  g_type_ensure (ZB_TYPE_WEEK_CHARTS);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/zhoubao/Zhoubao/zb-issue-page.ui");
  gtk_widget_class_bind_template_child (widget_class, ZbIssuePage, scroller);
  gtk_widget_class_bind_template_child (widget_class, ZbIssuePage, content);
  gtk_widget_class_bind_template_child (widget_class, ZbIssuePage, clamp);
  gtk_widget_class_bind_template_child (widget_class, ZbIssuePage, title);
  gtk_widget_class_bind_template_child (widget_class, ZbIssuePage, subtitle);
  gtk_widget_class_bind_template_child (widget_class, ZbIssuePage, source);
  gtk_widget_class_bind_template_child (widget_class, ZbIssuePage, warnings);
  gtk_widget_class_bind_template_child (widget_class, ZbIssuePage, rating);
  gtk_widget_class_bind_template_child (widget_class, ZbIssuePage, cards);
  gtk_widget_class_bind_template_child (widget_class, ZbIssuePage, note);
  gtk_widget_class_bind_template_child (widget_class, ZbIssuePage, categories);
  gtk_widget_class_bind_template_child (widget_class, ZbIssuePage, trend);
  gtk_widget_class_bind_template_child (widget_class, ZbIssuePage, reading);
  gtk_widget_class_bind_template_child (widget_class, ZbIssuePage, banner);
  gtk_widget_class_bind_template_child (widget_class, ZbIssuePage, banner_label);
  gtk_widget_class_bind_template_child (widget_class, ZbIssuePage, text_section);
  gtk_widget_class_bind_template_child (widget_class, ZbIssuePage, text);
  gtk_widget_class_bind_template_child (widget_class, ZbIssuePage, missing_section);
  gtk_widget_class_bind_template_child (widget_class, ZbIssuePage, recap);
  gtk_widget_class_bind_template_child (widget_class, ZbIssuePage, copies);
  gtk_widget_class_install_action (widget_class, "page.show-trend", "s", show_trend_action);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
zb_issue_page_init (ZbIssuePage *self)
{
  self->recap_rows = g_ptr_array_new ();
  self->copy_rows = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  zb_desktop_open_links (self->source);
  update_width (self);
  self->finder = zb_text_finder_new (self->text_section);
}

/**
 * zb_issue_page_get_finder:
 *
 * Returns: (transfer none): what looks for words in the page's text.
 */
ZbTextFinder *
zb_issue_page_get_finder (ZbIssuePage *self)
{
  g_return_val_if_fail (ZB_IS_ISSUE_PAGE (self), NULL);

  return self->finder;
}

/**
 * zb_issue_page_new:
 * @library: where the pictures of its bulletins are
 *
 * Returns: (transfer floating): a page that shows nothing yet.
 */
GtkWidget *
zb_issue_page_new (ZbLibrary *library)
{
  ZbIssuePage *self = g_object_new (ZB_TYPE_ISSUE_PAGE, NULL);

  self->library = g_object_ref (library);
  return GTK_WIDGET (self);
}

/**
 * zb_issue_page_set_weeks:
 * @entries: (element-type ZbEntry): all bulletins, for the charts
 */
void
zb_issue_page_set_weeks (ZbIssuePage *self,
                         GPtrArray   *entries)
{
  GPtrArray *weeks;

  g_return_if_fail (ZB_IS_ISSUE_PAGE (self));

  weeks = g_ptr_array_new_full (entries->len, (GDestroyNotify) zb_chart_week_free);
  for (guint i = 0; i < entries->len; i++)
    {
      const ZbEntry *entry = g_ptr_array_index (entries, i);

      g_ptr_array_add (weeks, zb_chart_week_new (entry->issue, &entry->period, entry->figures));
    }
  g_clear_pointer (&self->weeks, g_ptr_array_unref);
  self->weeks = weeks;
  g_ptr_array_ref (entries);
  g_clear_pointer (&self->entries, g_ptr_array_unref);
  self->entries = entries;
}

static gint64
get_shown_copy (const ZbDetail *detail)
{
  const ZbCopyInfo *shown = zb_copy_find_shown (detail);

  return shown != NULL ? shown->id : 0;
}

static gboolean
has_same_pictures (const ZbDetail *a,
                   const ZbDetail *b)
{
  if (a->pictures->len != b->pictures->len)
    return FALSE;
  for (guint i = 0; i < a->pictures->len; i++)
    {
      const ZbCopyPicture *left = g_ptr_array_index (a->pictures, i);
      const ZbCopyPicture *right = g_ptr_array_index (b->pictures, i);

      if (left->is_stored != right->is_stored || left->width != right->width || left->height != right->height)
        return FALSE;
    }
  return TRUE;
}

static gboolean
has_same_words (ZbIssuePage    *self,
                const ZbDetail *detail)
{
  g_autofree char *before = NULL;
  g_autofree char *now = NULL;

  if (!zb_detail_has_text (self->detail) || !zb_detail_has_text (detail))
    return FALSE;
  before = zb_document_to_markdown (self->detail->shown->body);
  now = zb_document_to_markdown (detail->shown->body);
  return g_str_equal (before, now);
}

/* Whether the text that is shown can stay, with its pictures, since only figures have changed. */
static gboolean
has_same_text (ZbIssuePage    *self,
               const ZbDetail *detail)
{
  return !self->is_stale && has_same_pictures (self->detail, detail) && has_same_words (self, detail);
}

/**
 * zb_issue_page_show:
 * @detail: a bulletin
 *
 * Shows a bulletin. Where it is the one that is shown already, the place in
 * the text stays; where another copy of it was shown, its text comes to the top.
 */
void
zb_issue_page_show (ZbIssuePage *self,
                    ZbDetail    *detail)
{
  gboolean is_same, is_same_copy, keeps_text;

  g_return_if_fail (ZB_IS_ISSUE_PAGE (self));

  is_same = self->detail != NULL && self->detail->entry->id == detail->entry->id;
  is_same_copy = is_same && get_shown_copy (self->detail) == get_shown_copy (detail);
  keeps_text = is_same_copy && has_same_text (self, detail);
  zb_detail_ref (detail);
  g_clear_pointer (&self->detail, zb_detail_unref);
  self->detail = detail;
  show_title (self);
  show_source (self);
  show_warnings (self);
  show_rating (self);
  show_cards (self);
  zb_note_card_show (self->note, detail->entry->id, detail->note);
  show_charts (self);
  show_banner (self);
  if (!keeps_text)
    show_text (self);
  self->is_stale = FALSE;
  replace_rows (self->recap, &self->recap_rows, zb_recap_rows_new (detail));
  replace_rows (self->copies, &self->copy_rows, zb_copy_rows_new (detail));
  if (!is_same)
    gtk_adjustment_set_value (gtk_scrolled_window_get_vadjustment (self->scroller), 0);
  else if (!is_same_copy)
    scroll_to (self, self->reading);
}

/* Whether pictures have come since, and nothing else of them has changed. */
static gboolean
has_more_pictures (const ZbDetail *before,
                   const ZbDetail *now)
{
  if (before->pictures->len != now->pictures->len)
    return FALSE;
  for (guint i = 0; i < now->pictures->len; i++)
    {
      const ZbCopyPicture *left = g_ptr_array_index (before->pictures, i);
      const ZbCopyPicture *right = g_ptr_array_index (now->pictures, i);

      if (!g_str_equal (left->address, right->address) ||
          (left->is_stored && (!right->is_stored || left->width != right->width || left->height != right->height)))
        return FALSE;
    }
  return TRUE;
}

/**
 * zb_issue_page_update_pictures:
 * @detail: a bulletin
 *
 * Shows the pictures that have come since, where it is the bulletin that is shown and nothing else of
 * its text has changed. What is read stays where it is.
 *
 * Returns: whether that was so.
 */
gboolean
zb_issue_page_update_pictures (ZbIssuePage *self,
                               ZbDetail    *detail)
{
  g_return_val_if_fail (ZB_IS_ISSUE_PAGE (self), FALSE);

  if (self->detail == NULL || self->detail->entry->id != detail->entry->id || self->is_stale ||
      get_shown_copy (self->detail) != get_shown_copy (detail) || !has_more_pictures (self->detail, detail) ||
      !has_same_words (self, detail))
    return FALSE;
  zb_reading_place_keep_beside (self->scroller, GTK_WIDGET (self->content), ZB_TYPE_PICTURE_CARD);
  zb_detail_ref (detail);
  zb_detail_unref (self->detail);
  self->detail = detail;
  zb_text_view_update_pictures (self->text, self->library, detail);
  /* Words may have been found in what is gone. */
  if (*zb_text_finder_get_query (self->finder) != '\0')
    zb_text_finder_refresh (self->finder);
  return TRUE;
}

/**
 * zb_issue_page_forget_pictures:
 *
 * One of the shown bulletin's pictures has changed: the next time that it is
 * shown they are loaded again.
 */
void
zb_issue_page_forget_pictures (ZbIssuePage *self)
{
  g_return_if_fail (ZB_IS_ISSUE_PAGE (self));

  self->is_stale = TRUE;
}

/**
 * zb_issue_page_set_download:
 * @id: a bulletin that is fetched now, or was
 * @progress: (nullable): how far that has come; %NULL where it has ended
 * @message: (nullable): why it has brought nothing
 *
 * Tells it on the page of that bulletin, now or when it is shown next.
 */
void
zb_issue_page_set_download (ZbIssuePage *self,
                            gint64       id,
                            const char  *progress,
                            const char  *message)
{
  g_return_if_fail (ZB_IS_ISSUE_PAGE (self));

  self->download_id = id;
  self->is_downloading = progress != NULL;
  g_free (self->download_text);
  self->download_text = g_strdup (progress != NULL ? progress : message);
  show_download (self);
}

/**
 * zb_issue_page_get_detail:
 *
 * Returns: (nullable) (transfer none): what is shown.
 */
ZbDetail *
zb_issue_page_get_detail (ZbIssuePage *self)
{
  g_return_val_if_fail (ZB_IS_ISSUE_PAGE (self), NULL);

  return self->detail;
}

/**
 * zb_issue_page_get_note:
 *
 * Returns: (transfer none): the card with the user's note on what is shown.
 */
ZbNoteCard *
zb_issue_page_get_note (ZbIssuePage *self)
{
  g_return_val_if_fail (ZB_IS_ISSUE_PAGE (self), NULL);

  return self->note;
}

/**
 * zb_issue_page_edit_note:
 *
 * Brings the note into view, and the keyboard to it.
 */
void
zb_issue_page_edit_note (ZbIssuePage *self)
{
  g_return_if_fail (ZB_IS_ISSUE_PAGE (self));

  zb_note_card_edit (self->note);
}

/**
 * zb_issue_page_export:
 * @format: "png", "svg", "pdf" or "csv"
 *
 * Asks where to save the chart of the week.
 *
 * Returns: whether there is a chart.
 */
gboolean
zb_issue_page_export (ZbIssuePage *self,
                      const char  *format)
{
  g_return_val_if_fail (ZB_IS_ISSUE_PAGE (self), FALSE);

  return zb_week_charts_export (self->categories, format);
}

/**
 * zb_issue_page_set_text_zoom:
 * @percent: how large the bulletin's text is to be, compared with that of the desktop
 *
 * What is read stays where it is.
 */
void
zb_issue_page_set_text_zoom (ZbIssuePage *self,
                             guint        percent)
{
  g_return_if_fail (ZB_IS_ISSUE_PAGE (self));

  zb_reading_place_keep (self->scroller, GTK_WIDGET (self->content));
  zb_text_view_set_zoom (self->text, percent);
  update_width (self);
}
