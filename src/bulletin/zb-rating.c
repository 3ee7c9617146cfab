/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zb-config.h"

#include "zb-rating.h"

#include <glib/gi18n-lib.h>

static const struct {
  const char *han;
  const char *english;
  const char *label;
  const char *meaning;
} ratings[] = {
  [ZB_RATING_EXCELLENT] = { "优", "excellent", NC_("rating", "Excellent"),
                            N_("The best of five steps: the week was calm") },
  [ZB_RATING_GOOD] = { "良", "good", NC_("rating", "Good"),
                       N_("The second of five steps: sound on the whole, with the usual threats") },
  [ZB_RATING_FAIR] = { "中", "fair", NC_("rating", "Fair"),
                       N_("The third of five steps: threats had a noticeable effect") },
  [ZB_RATING_POOR] = { "差", "poor", NC_("rating", "Poor"),
                       N_("The fourth of five steps: serious threats or disruptions") },
  [ZB_RATING_CRITICAL] = { "危", "dangerous", NC_("rating", "Critical"),
                           N_("The worst of five steps: a state of emergency") },
};

/**
 * zb_rating_from_word:
 * @word: (nullable): 优, 良, 中, 差 or 危, or the English edition's word in any case
 *
 * Returns: the rating, or %ZB_RATING_UNKNOWN.
 */
ZbRating
zb_rating_from_word (const char *word)
{
  if (word == NULL)
    return ZB_RATING_UNKNOWN;
  for (guint i = ZB_RATING_EXCELLENT; i < G_N_ELEMENTS (ratings); i++)
    if (strcmp (word, ratings[i].han) == 0 || g_ascii_strcasecmp (word, ratings[i].english) == 0)
      return (ZbRating) i;
  return ZB_RATING_UNKNOWN;
}

/**
 * zb_rating_get_han:
 *
 * Returns: (nullable): the character that the bulletin prints, or %NULL for unknown.
 */
const char *
zb_rating_get_han (ZbRating self)
{
  g_return_val_if_fail ((guint) self < G_N_ELEMENTS (ratings), NULL);

  return ratings[self].han;
}

/**
 * zb_rating_get_label:
 *
 * Returns: the word in the user's language.
 */
const char *
zb_rating_get_label (ZbRating self)
{
  g_return_val_if_fail ((guint) self < G_N_ELEMENTS (ratings), NULL);

  if (self == ZB_RATING_UNKNOWN)
    return C_("rating", "Not rated");
  return g_dpgettext2 (GETTEXT_PACKAGE, "rating", ratings[self].label);
}

/**
 * zb_rating_get_meaning:
 *
 * Returns: one line on where the rating stands among the five, in the user's language.
 */
const char *
zb_rating_get_meaning (ZbRating self)
{
  g_return_val_if_fail ((guint) self < G_N_ELEMENTS (ratings), NULL);

  if (self == ZB_RATING_UNKNOWN)
    return _("The text that is here does not rate the week");
  return _(ratings[self].meaning);
}
