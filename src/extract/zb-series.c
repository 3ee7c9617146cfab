/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zb-config.h"

#include "zb-series.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* A series that appears in the same accounts and lists, and would be mistaken for the bulletin. */
struct _ZbOtherSeries {
  const char *words;
  const char *name;
};

/* The words are in normal spelling (see ZbNormalText); the first that a title holds counts. */
static const ZbOtherSeries other_series[] = {
  { "勒索软件动态周报", N_("the ransomware weekly (勒索软件动态周报)") },
  { "cnvd漏洞周报", N_("the CNVD vulnerability weekly (CNVD漏洞周报)") },
  { "信息安全漏洞周报", N_("the CNNVD vulnerability weekly (信息安全漏洞周报)") },
  { "漏洞周报", N_("a vulnerability weekly (漏洞周报)") },
  { "产品安全漏洞", N_("the weekly list of product vulnerabilities (产品安全漏洞)") },
  { "移动恶意程序传播渠道", N_("the weekly report on channels of mobile malware (移动恶意程序传播渠道安全监测报告)") },
  { "典型移动恶意app", N_("the weekly report on typical malicious apps (典型移动恶意APP安全监测报告)") },
  { "安全资讯周报", N_("the security news weekly (安全资讯周报)") },
  { "安全热点周报", N_("the QiAnXin weekly on security topics (安全热点周报)") },
  { "互联网安全威胁报告", N_("the monthly threat report (互联网安全威胁报告)") },
  { "网络安全监测数据分析", N_("the monthly analysis of monitoring data (网络安全监测数据分析)") },
  { "cnnvd", N_("a publication of the CNNVD") },
};

/**
 * zb_other_series_find:
 * @normal: a title in its normal spelling
 * @place: (out): where in @normal the series is named
 *
 * Returns: (transfer none) (nullable): the other series that the title names.
 */
const ZbOtherSeries *
zb_other_series_find (const char  *normal,
                      const char **place)
{
  for (guint i = 0; i < G_N_ELEMENTS (other_series); i++)
    {
      *place = strstr (normal, other_series[i].words);
      if (*place != NULL)
        return &other_series[i];
    }
  return NULL;
}

/**
 * zb_other_series_get_name:
 *
 * Returns: what the series is called, in the user's language and with its own
 *   name, to be put into a sentence: "the ransomware weekly (勒索软件动态周报)".
 */
const char *
zb_other_series_get_name (const ZbOtherSeries *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return _(self->name);
}
