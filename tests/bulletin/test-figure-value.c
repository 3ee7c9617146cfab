/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zb-config.h"

#include "bulletin/zb-figure-value.h"

static const ZbFigureKind *
get_kind (const char *id)
{
  return zb_catalogue_lookup (zb_catalogue_get_default (), id);
}

/* Given what people type off a picture, then it is the number that they mean. */
static void
test_numbers (void)
{
  static const struct { const char *text; gint64 value; } numbers[] = {
    { "0", 0 }, { "5", 5 }, { "12345", 12345 }, { "12,345", 12345 }, { "1,234,567", 1234567 },
    { "12 345", 12345 }, { "  42 ", 42 }, { "007", 7 }, { "１２，３４５", 12345 }, { "４９５", 495 },
    { "1.2万", 12000 }, { "１．２万", 12000 }, { "60.9 万", 609000 }, { "1.20000万", 12000 },
    { "1.2345万", 12345 }, { "0.0001万", 1 }, { "12万", 120000 }, { "1,234.5万", 12345000 },
    { "3亿", 300000000 }, { "1.00000001亿", 100000001 }, { "2.5萬", 25000 }, { "1億", 100000000 },
    { "12\xc2\xa0""345", 12345 }, { "\xe3\x80\x80""8\xe3\x80\x80", 8 },
    { "1000000000000", G_GINT64_CONSTANT (1000000000000) },
    { "10000亿", G_GINT64_CONSTANT (1000000000000) },
    { "0000000000000000000000000000009", 9 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (numbers); i++)
    {
      g_autoptr(ZbFigure) figure = NULL;
      g_autoptr(GError) error = NULL;

      g_test_message ("%s", numbers[i].text);
      g_assert_true (zb_figure_parse_value (get_kind ("infected_hosts"), numbers[i].text, &figure, &error));
      g_assert_no_error (error);
      g_assert_cmpstr (figure->id, ==, "infected_hosts");
      g_assert_cmpint (figure->value, ==, numbers[i].value);
      g_assert_null (figure->level);
    }
}

/* Given what is no count, then nothing is guessed, and the sentence says what is wrong with it. */
static void
test_no_numbers (void)
{
  static const struct { const char *text; const char *says; } wrong[] = {
    { "", "not a number" }, { "   ", "not a number" }, { "abc", "not a number" }, { "约5", "not a number" },
    { "1,2", "not a number" }, { "12,34", "not a number" }, { "1234,567", "not a number" },
    { "1,234 567", "not a number" }, { ",123", "not a number" }, { "1,,234", "not a number" },
    { "1.万", "not a number" }, { ".5万", "not a number" }, { "万", "not a number" },
    { "1万2", "not a number" }, { "1万亿", "not a number" }, { "1..2", "not a number" },
    { "0x10", "not a number" }, { "1e5", "not a number" }, { "+5", "not a number" }, { "①", "not a number" },
    { "5²", "not a number" }, { "12％", "not a number" }, { "低", "not a number" }, { "nan", "not a number" },
    { "-5", "less than zero" }, { "－5", "less than zero" }, { "−0.5万", "less than zero" },
    { "1.2", "whole number" }, { "12.0", "whole number" }, { "1.23456万", "whole number" },
    { "0.000000001亿", "whole number" },
    { "1000000000001", "too large" }, { "99999999999999999999999999", "too large" },
    { "9223372036854775808", "too large" }, { "10001亿", "too large" }, { "10000.1亿", "too large" },
    { "9223372036854775807万", "too large" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      g_autoptr(GError) error = NULL;
      ZbFigure *figure = NULL;

      g_test_message ("%s", wrong[i].text);
      g_assert_false (zb_figure_parse_value (get_kind ("infected_hosts"), wrong[i].text, &figure, &error));
      g_assert_error (error, ZB_FIGURE_ERROR, ZB_FIGURE_ERROR_INVALID);
      g_assert_nonnull (strstr (error->message, wrong[i].says));
      g_assert_null (figure);
    }
}

/* Given a text as long as a book, then it is refused, and the sentence stays short. */
static void
test_long (void)
{
  g_autofree char *text = g_strnfill (1000000, '9');
  g_autoptr(GError) error = NULL;
  ZbFigure *figure = NULL;

  g_assert_false (zb_figure_parse_value (get_kind ("infected_hosts"), text, &figure, &error));
  g_assert_error (error, ZB_FIGURE_ERROR, ZB_FIGURE_ERROR_INVALID);
  g_assert_cmpuint (strlen (error->message), <, 300);
  g_clear_error (&error);
  g_assert_false (zb_figure_parse_value (get_kind ("vuln_level"), text, &figure, &error));
  g_assert_cmpuint (strlen (error->message), <, 300);
}

static void
test_levels (void)
{
  static const struct { const char *text; const char *level; } words[] = {
    { "低", "低" }, { "中", "中" }, { " 高 ", "高" }, { "low", "低" }, { "Medium", "中" }, { "HIGH", "高" },
    { "ｈｉｇｈ", "高" },
  };
  static const char *const wrong[] = { "", "3", "中高", "lower", "优", "差" };

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    {
      g_autoptr(ZbFigure) figure = NULL;
      g_autoptr(GError) error = NULL;

      g_assert_true (zb_figure_parse_value (get_kind ("vuln_level"), words[i].text, &figure, &error));
      g_assert_cmpstr (figure->level, ==, words[i].level);
    }
  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      g_autoptr(GError) error = NULL;
      ZbFigure *figure = NULL;

      g_assert_false (zb_figure_parse_value (get_kind ("vuln_level"), wrong[i], &figure, &error));
      g_assert_error (error, ZB_FIGURE_ERROR, ZB_FIGURE_ERROR_INVALID);
      g_assert_null (figure);
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/figure-value/numbers", test_numbers);
  g_test_add_func ("/figure-value/no-numbers", test_no_numbers);
  g_test_add_func ("/figure-value/long", test_long);
  g_test_add_func ("/figure-value/levels", test_levels);
  return g_test_run ();
}
