/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * ZbRating:
 *
 * The five steps in which CNCERT rates a week's network security as a whole
 * (整体评价), best first. Not to be mixed up with the level of the week's
 * vulnerabilities (整体评价级别), which is a figure.
 */
typedef enum {
  ZB_RATING_UNKNOWN,
  ZB_RATING_EXCELLENT,
  ZB_RATING_GOOD,
  ZB_RATING_FAIR,
  ZB_RATING_POOR,
  ZB_RATING_CRITICAL,
} ZbRating;

ZbRating    zb_rating_from_word     (const char *word);
const char *zb_rating_get_han       (ZbRating    self);
const char *zb_rating_get_label     (ZbRating    self);
const char *zb_rating_get_meaning   (ZbRating    self);

G_END_DECLS
