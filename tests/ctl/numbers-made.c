/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zb-config.h"

#include "numbers-made.h"

#include <glib/gstdio.h>
#include <math.h>

#include "library/zb-importer.h"

/* Any number, but the same in each run. */
#define SEED 20060102

/* What a text can say: the sentence, with the number in place of {}, and the figure that must be stated with it, if any. */
static const struct {
  const char *figure;
  const char *heading;
  const char *sentence;
  const char *with;
} sentences[] = {
  { "infected_hosts", "本周网络病毒活动情况", "本周境内感染网络病毒的主机数量约为{}个。", NULL },
  { "trojan_botnet_hosts", NULL, "境内被木马或被僵尸程序控制的主机约{}个。", NULL },
  { "conficker_hosts", NULL, "境内感染飞客（conficker）蠕虫的主机约{}个。", NULL },
  { "new_virus_names", NULL, "按网络病毒名称统计新增{}个。", NULL },
  { "new_virus_families", NULL, "按网络病毒家族统计新增{}个。", NULL },
  { "malsite_domains", NULL, "监测发现的放马站点共涉及域名{}个，", NULL },
  { "malsite_ips", NULL, "涉及IP地址{}个。", "malsite_domains" },
  { "defaced_sites", "本周网站安全情况", "境内被篡改网站数量为{}个。", NULL },
  { "backdoored_sites", NULL, "境内被植入后门的网站数量为{}个。", NULL },
  { "phishing_pages", NULL, "针对境内网站的仿冒页面数量为{}个。", NULL },
  { "defaced_gov_sites", NULL, "境内被篡改政府网站（GOV类）数量为{}个。", NULL },
  { "backdoored_gov_sites", NULL, "境内被植入后门的政府网站（GOV类）数量为{}个。", NULL },
  { "phishing_domains", NULL, "仿冒页面涉及域名{}个，", NULL },
  { "phishing_ips", NULL, "涉及IP地址{}个。", "phishing_domains" },
  { "new_vulnerabilities", "本周重要漏洞情况", "新收录网络安全漏洞{}个。", NULL },
  { "high_vulnerabilities", NULL, "本周高危漏洞{}个。", NULL },
  { "medium_vulnerabilities", NULL, "本周中危漏洞{}个。", NULL },
  { "low_vulnerabilities", NULL, "本周低危漏洞{}个。", NULL },
  { "incidents_total", "本周事件处理情况", "本周，CNCERT共处理网络安全事件{}起。", NULL },
  { "incidents_cross_border", NULL, "含跨境网络安全事件{}起。", NULL },
  { "incidents_phishing_complaints", NULL, "重点处理{}起仿冒投诉事件。", NULL },
  { "app_store_platforms", NULL, "协调{}个提供恶意移动应用程序下载服务的平台。", NULL },
  { "malicious_app_urls", NULL, "共处理传播移动互联网恶意代码的恶意URL链接{}个。", NULL },
};

#define LEVEL_SENTENCE "信息安全漏洞威胁整体评价级别为%s。"

static const char *const levels[] = { "低", "中", "高" };

/* Issues whose printed week is wrong: a day short, or the week of the next one. */
static const struct { guint year, number, n_days, shift; } misprints[] = {
  { 2010, 33, 6, 0 }, { 2015, 20, 7, 7 }, { 2024, 17, 6, 0 }, { 2024, 30, 7, 7 },
};

static gboolean
happens (GRand *rand,
         int    percent)
{
  return g_rand_int_range (rand, 0, 100) < percent;
}

/* From 0, now and then, to far more than was ever printed. */
static gint64
make_value (GRand             *rand,
            const TruthFigure *figure,
            double             most)
{
  gboolean is_hosts = g_str_equal (figure->unit, "hosts");

  if (g_str_equal (figure->unit, "level"))
    return g_rand_int_range (rand, 0, 3);
  if (!is_hosts && happens (rand, 8))
    return 0;
  return (gint64) pow (10, g_rand_double_range (rand, is_hosts ? 5 : 0.4, most));
}

static void
fill_figures (MadeWeek  *week,
              GPtrArray *figures,
              GRand     *rand)
{
  int n_index = happens (rand, 12) ? 0 : 40;
  gboolean is_typed = happens (rand, 25);

  for (guint i = 0; i < MAX_FIGURES; i++)
    week->text[i] = week->typed[i] = week->index[i] = UNKNOWN;
  for (guint i = 0; i < figures->len; i++)
    {
      const TruthFigure *figure = g_ptr_array_index (figures, i);

      if (week->has_text && happens (rand, 55))
        week->text[i] = make_value (rand, figure, 7);
      if (is_typed && happens (rand, 40))
        week->typed[i] = make_value (rand, figure, happens (rand, 5) ? 12 : 6);
      if (week->has_index && happens (rand, n_index))
        week->index[i] = make_value (rand, figure, happens (rand, 3) ? 15.9 : 6);
    }
}

/* In every fourth year without a known numbering the count began a week late. */
static void
make_identity (MadeWeek *week,
               GRand    *rand)
{
  guint number;

  issue_of_monday (week->monday, &week->year, &number);
  week->printed = week->monday;
  week->n_days = 7;
  week->prints_week = TRUE;
  week->number = number;
  if (!is_numbered (week->year) && week->year % 4 == 1)
    week->number--;
  if (!is_numbered (week->year) && week->year != 2015 && happens (rand, 40))
    week->number = 0;
  else
    week->prints_week = week->number == 0 || !happens (rand, 20);
  for (guint i = 0; i < G_N_ELEMENTS (misprints); i++)
    if (week->year == misprints[i].year && number == misprints[i].number)
      {
        week->number = number;
        week->prints_week = TRUE;
        week->printed += misprints[i].shift;
        week->n_days = misprints[i].n_days;
      }
}

/**
 * made_weeks_new:
 *
 * Returns: (transfer full) (element-type MadeWeek): 20 years of weeks with gaps, the same in each run.
 */
GPtrArray *
made_weeks_new (void)
{
  GPtrArray *made = g_ptr_array_new_with_free_func (g_free);
  g_autoptr(GPtrArray) figures = truth_figures_new ();
  GRand *rand = g_rand_new_with_seed (SEED);

  for (guint monday = monday_of_issue (MADE_FIRST_YEAR, 1); monday < monday_of_issue (MADE_LAST_YEAR + 1, 1); monday += 7)
    {
      MadeWeek *week = g_new0 (MadeWeek, 1);

      week->monday = monday;
      make_identity (week, rand);
      week->has_text = happens (rand, 65);
      week->has_index = !week->has_text || happens (rand, 30);
      fill_figures (week, figures, rand);
      if (happens (rand, 7) && week->number != 53 && week->n_days == 7 && week->printed == week->monday)
        g_free (week);
      else
        g_ptr_array_add (made, week);
    }
  g_rand_free (rand);
  return made;
}

static char *
dup_title (const MadeWeek *week)
{
  GDate start, end;

  g_date_clear (&start, 1);
  g_date_set_julian (&start, week->printed);
  end = start;
  g_date_add_days (&end, week->n_days - 1);
  if (!week->prints_week)
    return g_strdup_printf ("网络安全信息与动态周报%u年第%u期", week->year, week->number);
  if (week->number == 0)
    return g_strdup_printf ("网络安全信息与动态周报(%04u.%02u.%02u至%04u.%02u.%02u)",
                            g_date_get_year (&start), g_date_get_month (&start), g_date_get_day (&start),
                            g_date_get_year (&end), g_date_get_month (&end), g_date_get_day (&end));
  return g_strdup_printf ("网络安全信息与动态周报%u年第%u期（%u年%u月%u日-%u年%u月%u日）", week->year, week->number,
                          g_date_get_year (&start), g_date_get_month (&start), g_date_get_day (&start),
                          g_date_get_year (&end), g_date_get_month (&end), g_date_get_day (&end));
}

static guint
find_figure (GPtrArray  *figures,
             const char *id)
{
  const Truth truth = { .figures = figures };
  int index = truth_find_figure (&truth, id);

  g_assert_cmpint (index, >=, 0);
  return (guint) index;
}

/* What cannot be said without another figure is not said. */
static char *
dup_text (MadeWeek  *week,
          GPtrArray *figures)
{
  g_autofree char *title = dup_title (week);
  GString *text = g_string_new (NULL);
  gint64 level = week->text[find_figure (figures, "vuln_level")];

  g_string_append_printf (text, "# %s\n\n本周网络安全基本态势\n\n本周，互联网网络安全态势整体评价为良。这是为测试写的一段话。\n\n", title);
  for (guint i = 0; i < G_N_ELEMENTS (sentences); i++)
    {
      gint64 *value = &week->text[find_figure (figures, sentences[i].figure)];

      if (sentences[i].heading != NULL)
        g_string_append_printf (text, "\n\n%s\n\n", sentences[i].heading);
      if (sentences[i].with != NULL && week->text[find_figure (figures, sentences[i].with)] == UNKNOWN)
        *value = UNKNOWN;
      if (*value != UNKNOWN)
        {
          g_auto(GStrv) parts = g_strsplit (sentences[i].sentence, "{}", 2);

          g_string_append_printf (text, "%s%" G_GINT64_FORMAT "%s", parts[0], *value, parts[1]);
        }
    }
  if (level != UNKNOWN)
    g_string_append_printf (text, "\n\n本周重要漏洞情况\n\n" LEVEL_SENTENCE, levels[level]);
  g_string_append (text, "\n");
  return g_string_free (text, FALSE);
}

static void
append_index (GString        *index,
              const MadeWeek *week,
              GPtrArray      *figures)
{
  gboolean is_first = TRUE;

  g_string_append_printf (index, "%s{\"year\":%u", index->str[index->len - 1] == '[' ? "" : ",", week->year);
  if (week->number != 0)
    g_string_append_printf (index, ",\"issue\":%u", week->number);
  if (week->prints_week)
    {
      g_autofree char *start = dup_day (week->printed);
      g_autofree char *end = dup_day (week->printed + week->n_days - 1);

      g_string_append_printf (index, ",\"start\":\"%s\",\"end\":\"%s\"", start, end);
    }
  g_string_append (index, ",\"title\":\"周报\",\"addresses\":[],\"figures\":{");
  for (guint i = 0; i < figures->len; i++)
    {
      const TruthFigure *figure = g_ptr_array_index (figures, i);

      if (week->index[i] == UNKNOWN)
        continue;
      g_string_append_printf (index, "%s\"%s\":", is_first ? "" : ",", figure->id);
      if (g_str_equal (figure->unit, "level"))
        g_string_append_printf (index, "\"%s\"", levels[week->index[i]]);
      else
        g_string_append_printf (index, "%" G_GINT64_FORMAT, week->index[i]);
      is_first = FALSE;
    }
  g_string_append (index, "}}");
}

static void
write_texts (const char *folder,
             GPtrArray  *made,
             GPtrArray  *figures)
{
  for (guint i = 0; i < made->len; i++)
    {
      MadeWeek *week = g_ptr_array_index (made, i);
      g_autofree char *day = dup_day (week->monday);
      g_autofree char *name = g_strdup_printf ("%s.md", day);
      g_autofree char *path = g_build_filename (folder, name, NULL);
      g_autofree char *text = week->has_text ? dup_text (week, figures) : NULL;
      g_autoptr(GError) error = NULL;

      if (text == NULL)
        continue;
      g_file_set_contents_full (path, text, -1, G_FILE_SET_CONTENTS_NONE, 0600, &error);
      g_assert_no_error (error);
    }
}

static const TruthWeek *
find_stored (const MadeWeek *week,
             const Truth    *truth)
{
  if (week->number != 0)
    return truth_get_issue (truth, week->year, week->number);
  for (guint i = 0; i < truth->weeks->len; i++)
    {
      const TruthWeek *stored = g_ptr_array_index (truth->weeks, i);

      if (stored->week == week->monday)
        return stored;
    }
  return NULL;
}

static void
type_figures (ZbLibrary      *library,
              const MadeWeek *week,
              const Truth    *truth)
{
  g_autoptr(GPtrArray) figures = g_ptr_array_new_with_free_func ((GDestroyNotify) zb_figure_free);
  g_autoptr(GError) error = NULL;

  for (guint i = 0; i < truth->figures->len; i++)
    {
      const TruthFigure *figure = truth_get_figure (truth, i);

      if (week->typed[i] == UNKNOWN)
        continue;
      g_ptr_array_add (figures, g_str_equal (figure->unit, "level")
                                  ? zb_figure_new_level (figure->id, levels[week->typed[i]])
                                  : zb_figure_new (figure->id, week->typed[i]));
    }
  if (figures->len == 0)
    return;
  zb_library_change_typed_figures (library, find_stored (week, truth)->id, figures, NULL, &error);
  g_assert_no_error (error);
}

/**
 * made_library_open:
 * @folder: a folder of the test's own, in which "library.db" is made
 *
 * Brings the made weeks into a library as a user's come there: with the index, in files, and typed.
 *
 * Returns: (transfer full): the library.
 */
ZbLibrary *
made_library_open (const char *folder,
                   GPtrArray  *made)
{
  g_autofree char *path = g_build_filename (folder, "library.db", NULL);
  g_autofree char *texts = g_build_filename (folder, "texts", NULL);
  const char *const paths[] = { texts, NULL };
  g_autoptr(GPtrArray) figures = truth_figures_new ();
  g_autoptr(GString) index = g_string_new ("{\"version\":1,\"issues\":[");
  g_autoptr(ZbImporter) importer = NULL;
  g_autoptr(ZbImportResult) result = NULL;
  g_autoptr(GBytes) bytes = NULL;
  g_autoptr(Truth) truth = NULL;
  g_autoptr(GError) error = NULL;
  ZbLibrary *library;

  g_assert_cmpint (g_mkdir (texts, 0700), ==, 0);
  write_texts (texts, made, figures);
  for (guint i = 0; i < made->len; i++)
    if (((MadeWeek *) g_ptr_array_index (made, i))->has_index)
      append_index (index, g_ptr_array_index (made, i), figures);
  g_string_append (index, "]}");
  bytes = g_bytes_new (index->str, index->len);
  library = zb_library_open (path, zb_extractor_get_default (), bytes, &error);
  g_assert_no_error (error);
  importer = zb_importer_new (library);
  result = zb_importer_import_paths (importer, paths, NULL);
  g_assert_no_error (result->error);
  truth = truth_load (path);
  for (guint i = 0; i < made->len; i++)
    type_figures (library, g_ptr_array_index (made, i), truth);
  return library;
}

/**
 * made_assert_stored:
 *
 * Asserts that the library holds each made bulletin with what is stated of it: by a text before what was typed, by
 * that before the index.
 */
void
made_assert_stored (GPtrArray   *made,
                    const Truth *truth)
{
  for (guint i = 0; i < made->len; i++)
    {
      const MadeWeek *week = g_ptr_array_index (made, i);
      const TruthWeek *stored = find_stored (week, truth);

      g_assert_nonnull (stored);
      for (guint j = 0; j < truth->figures->len; j++)
        {
          gboolean is_typed = week->text[j] == UNKNOWN && week->typed[j] != UNKNOWN;
          gint64 value = week->text[j] != UNKNOWN ? week->text[j] : is_typed ? week->typed[j] : week->index[j];

          if (value != UNKNOWN && g_str_equal (truth_get_figure (truth, j)->unit, "level"))
            g_assert_cmpstr (stored->levels[j], ==, levels[value]);
          else
            g_assert_cmpint (stored->values[j], ==, value);
          g_assert_cmpint (stored->typed[j], ==, is_typed);
        }
    }
  g_assert_cmpuint (truth->weeks->len, ==, made->len);
}
