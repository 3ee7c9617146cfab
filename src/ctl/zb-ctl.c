/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zb-config.h"

#include "zb-ctl.h"

#include <glib/gi18n.h>
#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const struct {
  const char      *name;
  const char      *summary;
  ZbCtlCommandFunc func;
} commands[] = {
  { "parse", N_("Read files and print what they hold, without a library"), zb_ctl_parse },
  { "import", N_("Put files and folders into the library"), zb_ctl_import },
  { "list", N_("List the issues of the library"), zb_ctl_list },
  { "search", N_("Search titles, texts and figures"), zb_ctl_search },
  { "show", N_("Print one issue with its figures and its text"), zb_ctl_show },
  { "type", N_("Keep figures that you have read off an issue’s pictures"), zb_ctl_type },
  { "note", N_("Print or write your own note on an issue"), zb_ctl_note },
  { "chart", N_("Draw a chart of one issue or of many weeks"), zb_ctl_chart },
  { "export", N_("Write the figures of all weeks as a table, or all texts as a feed"), zb_ctl_export },
  { "source", N_("Say from where bulletins are fetched"), zb_ctl_source },
  { "sync", N_("Fetch what is new"), zb_ctl_sync },
  { "pictures", N_("Fetch the pictures that are not stored yet"), zb_ctl_pictures },
  { "check", N_("Check that the library is sound"), zb_ctl_check },
  { "backup", N_("Write all of the library into a new file"), zb_ctl_backup },
  { "restore", N_("Put a backup in the place of the library, which is kept beside it"), zb_ctl_restore },
  { "reparse", N_("Read all stored copies again"), zb_ctl_reparse },
};

/* What comes from pages and file names must not steer a terminal: its control characters, and
 * those that turn the direction of writing, are shown as U+FFFD. JSON has escaped them already. */
static char *
make_harmless (const char *text)
{
  g_autofree char *valid = g_utf8_make_valid (text, -1);
  GString *harmless = g_string_sized_new (strlen (valid));

  for (const char *p = valid; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);
      gboolean steers = (g_unichar_iscntrl (c) && c != '\n' && c != '\t') ||
                        (c >= 0x202a && c <= 0x202e) || (c >= 0x2066 && c <= 0x2069);

      g_string_append_unichar (harmless, steers ? 0xfffd : c);
    }
  return g_string_free (harmless, FALSE);
}

/**
 * zb_ctl_print_error:
 *
 * Prints a line on the standard error, headed by the program's name.
 */
void
zb_ctl_print_error (const char *format,
                    ...)
{
  g_autofree char *message = NULL;
  g_autofree char *harmless = NULL;
  va_list arguments;

  va_start (arguments, format);
  message = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  harmless = make_harmless (message);
  /* In UTF-8 here too: g_printerr() writes question marks where there is no locale. */
  fprintf (stderr, "zhoubaoctl: %s\n", harmless);
}

/**
 * zb_ctl_print:
 *
 * Prints on the standard output in UTF-8, whatever the terminal's encoding
 * is: what is printed is read by programs. What cannot be written is told at
 * the end (see zb_ctl_run()).
 */
void
zb_ctl_print (const char *format,
              ...)
{
  g_autofree char *text = NULL;
  g_autofree char *harmless = NULL;
  va_list arguments;

  va_start (arguments, format);
  text = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  harmless = make_harmless (text);
  fputs (harmless, stdout);
}

/**
 * zb_ctl_usage_error:
 *
 * Says what is wrong with the command line and where help is found.
 *
 * Returns: %ZB_CTL_USAGE
 */
int
zb_ctl_usage_error (const ZbCtlContext *context,
                    const char         *format,
                    ...)
{
  g_autofree char *message = NULL;
  va_list arguments;

  va_start (arguments, format);
  message = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  zb_ctl_print_error ("%s", message);
  /* Translators: %s is a command's name, such as "list". */
  fprintf (stderr, _("“zhoubaoctl %s --help” tells what it takes.\n"), context->command);
  return ZB_CTL_USAGE;
}

/**
 * zb_ctl_parse_options:
 * @entries: the command's options
 * @arguments: (nullable): what is written behind the options in its help
 * @summary: what the command does
 * @argc: (inout): the command's arguments, its name first; what is left of them
 * @argv: (inout): the same
 * @exit_status: (out): where %FALSE is returned: what to return from the command
 *
 * Reads a command's options; prints its help where asked.
 *
 * Returns: whether the command should go on.
 */
gboolean
zb_ctl_parse_options (const ZbCtlContext *context,
                      const GOptionEntry *entries,
                      const char         *arguments,
                      const char         *summary,
                      int                *argc,
                      char             ***argv,
                      int                *exit_status)
{
  g_autoptr(GOptionContext) options = g_option_context_new (arguments);
  g_autoptr(GError) error = NULL;
  gboolean help = FALSE;
  const GOptionEntry help_entries[] = {
    { "help", 'h', 0, G_OPTION_ARG_NONE, &help, N_("Show this help"), NULL },
    { NULL },
  };

  g_option_context_set_help_enabled (options, FALSE);
  g_option_context_set_translation_domain (options, GETTEXT_PACKAGE);
  g_option_context_set_summary (options, summary);
  if (entries != NULL)
    g_option_context_add_main_entries (options, entries, GETTEXT_PACKAGE);
  g_option_context_add_main_entries (options, help_entries, GETTEXT_PACKAGE);
  if (!g_option_context_parse (options, argc, argv, &error))
    {
      *exit_status = zb_ctl_usage_error (context, "%s", error->message);
      return FALSE;
    }
  if (help)
    {
      g_autofree char *name = g_strdup_printf ("zhoubaoctl %s", context->command);
      g_autofree char *text = NULL;

      g_set_prgname (name);
      text = g_option_context_get_help (options, FALSE, NULL);
      zb_ctl_print ("%s", text);
      *exit_status = ZB_CTL_DONE;
      return FALSE;
    }
  return TRUE;
}

static void
print_help (FILE *stream)
{
  fprintf (stream, "%s\n\n%s\n", _("Usage: zhoubaoctl [--library FILE] COMMAND [OPTIONS] [ARGUMENTS]"),
           _("Commands:"));
  for (guint i = 0; i < G_N_ELEMENTS (commands); i++)
    fprintf (stream, "  %-10s %s\n", commands[i].name, _(commands[i].summary));
  fprintf (stream, "\n%s\n  %-18s %s\n  %-18s %s\n  %-18s %s\n",
           _("Options before the command:"),
           "--library FILE", _("The library to use instead of your own"),
           "--version", _("Print the version"),
           "--help", _("Show this help; “COMMAND --help” tells more"));
}

/* The language that the command line asks for. It is looked for before everything else: GLib
 * decides with the first message whether there are translations at all, and stays with it. */
static const char *
find_language (int    argc,
               char **argv)
{
  const char *language = NULL;

  for (int i = 1; i < argc; i++)
    {
      if (g_str_has_prefix (argv[i], "--lang="))
        language = argv[i] + strlen ("--lang=");
      else if (strcmp (argv[i], "--lang") == 0 && i + 1 < argc)
        language = argv[i + 1];
    }
  /* The complaint about another one is in the user's own language. */
  return g_strcmp0 (language, "en") == 0 || g_strcmp0 (language, "zh_CN") == 0 ? language : NULL;
}

/* The C locale has no translations, whatever LANGUAGE says; since glibc 2.39 neither has C.UTF-8. Under any
 * real one LANGUAGE counts. */
static void
leave_c_locale (const char *language)
{
  g_autofree char *own = g_strconcat (language, ".UTF-8", NULL);
  const char *const locales[] = { own, "en_US.UTF-8", "zh_CN.UTF-8", "C.UTF-8" };
  const char *locale = setlocale (LC_MESSAGES, NULL);

  if (locale != NULL && !g_str_equal (locale, "POSIX") && !g_str_equal (locale, "C") && !g_str_has_prefix (locale, "C."))
    return;
  for (guint i = 0; i < G_N_ELEMENTS (locales); i++)
    if (setlocale (LC_MESSAGES, locales[i]) != NULL)
      return;
}

static void
init_languages (int    argc,
                char **argv)
{
  const char *folder = g_getenv ("ZHOUBAO_LOCALEDIR");
  const char *language = find_language (argc, argv);

  if (language != NULL)
    g_setenv ("LANGUAGE", language, TRUE);
  setlocale (LC_ALL, "");
  if (language != NULL)
    leave_c_locale (language);
  bindtextdomain (GETTEXT_PACKAGE, folder != NULL ? folder : LOCALEDIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);
}

static int
run_command (ZbCtlContext *context,
             int           argc,
             char        **argv)
{
  for (guint i = 0; i < G_N_ELEMENTS (commands); i++)
    if (strcmp (argv[0], commands[i].name) == 0)
      {
        context->command = commands[i].name;
        return commands[i].func (context, argc, argv);
      }
  if (strcmp (argv[0], "help") == 0)
    {
      print_help (stdout);
      return ZB_CTL_DONE;
    }
  zb_ctl_print_error (_("There is no command “%s”."), argv[0]);
  print_help (stderr);
  return ZB_CTL_USAGE;
}

/* The options before the command; those behind it are the command's own.
 * Returns how many words were read, or 0 where the program ends with @exit_status. */
static int
read_global_options (ZbCtlContext *context,
                     int           argc,
                     char        **argv,
                     int          *exit_status)
{
  int i = 1;

  *exit_status = ZB_CTL_USAGE;
  for (; i < argc && argv[i][0] == '-'; i++)
    {
      if (g_str_has_prefix (argv[i], "--library=") && argv[i][strlen ("--library=")] != '\0')
        context->library = argv[i] + strlen ("--library=");
      else if (strcmp (argv[i], "--library") == 0 && i + 1 < argc && argv[i + 1][0] != '\0')
        context->library = argv[++i];
      else if (strcmp (argv[i], "--version") == 0)
        {
          zb_ctl_print ("zhoubaoctl %s\n", ZB_VERSION);
          *exit_status = ZB_CTL_DONE;
          return 0;
        }
      else if (strcmp (argv[i], "--help") == 0 || strcmp (argv[i], "-h") == 0)
        {
          print_help (stdout);
          *exit_status = ZB_CTL_DONE;
          return 0;
        }
      else
        {
          zb_ctl_print_error (_("The option “%s” is not known here, or lacks its value."), argv[i]);
          print_help (stderr);
          return 0;
        }
    }
  if (i == argc)
    {
      print_help (stderr);
      return 0;
    }
  return i;
}

/**
 * zb_ctl_run:
 *
 * The whole of zhoubaoctl.
 *
 * Returns: a #ZbCtlExit.
 */
int
zb_ctl_run (int    argc,
            char **argv)
{
  ZbCtlContext context = { NULL, NULL };
  int exit_status = ZB_CTL_USAGE;
  int n_read;

  init_languages (argc, argv);
  g_set_prgname ("zhoubaoctl");
  n_read = read_global_options (&context, argc, argv, &exit_status);
  if (n_read > 0)
    exit_status = run_command (&context, argc - n_read, argv + n_read);
  if (fflush (stdout) != 0 || ferror (stdout))
    {
      zb_ctl_print_error (_("The output could not be written. Is the disk full?"));
      return ZB_CTL_PARTLY;
    }
  return exit_status;
}
