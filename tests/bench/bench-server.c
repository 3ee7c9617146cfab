/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A web server for measuring: all files of a folder, at once and from memory.
 *
 *     bench-server DIR
 *
 * prints its address on a line of its own and serves until its standard input ends. A file DIR/HOST/PATH
 * is at /HOST/PATH, so that the folder can be a mirror. */

#include <gio/gio.h>
#include <gio/gunixinputstream.h>
#include <libsoup/soup.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

static const char *
get_type (const char *path)
{
  if (g_str_has_suffix (path, ".xml"))
    return "application/rss+xml";
  return g_str_has_suffix (path, ".md") ? "text/plain; charset=utf-8" : "text/html; charset=utf-8";
}

static void
answer_cb (SoupServer        *server,
           SoupServerMessage *message,
           const char        *path,
           GHashTable        *query,
           gpointer           user_data)
{
  GBytes *bytes = g_hash_table_lookup (user_data, path);

  if (bytes == NULL)
    {
      soup_server_message_set_status (message, SOUP_STATUS_NOT_FOUND, NULL);
      return;
    }
  soup_server_message_set_status (message, SOUP_STATUS_OK, NULL);
  soup_server_message_set_response (message, get_type (path), SOUP_MEMORY_STATIC, g_bytes_get_data (bytes, NULL),
                                    g_bytes_get_size (bytes));
}

static void
load_folder (GFile      *root,
             GFile      *folder,
             GHashTable *files)
{
  g_autoptr(GFileEnumerator) entries = g_file_enumerate_children (folder, "standard::name,standard::type",
                                                                  G_FILE_QUERY_INFO_NONE, NULL, NULL);
  GFileInfo *info;
  GFile *file;

  while (entries != NULL && g_file_enumerator_iterate (entries, &info, &file, NULL, NULL) && info != NULL)
    if (g_file_info_get_file_type (info) == G_FILE_TYPE_DIRECTORY)
      load_folder (root, file, files);
    else
      {
        g_autofree char *name = g_file_get_relative_path (root, file);

        g_hash_table_insert (files, g_strconcat ("/", name, NULL), g_file_load_bytes (file, NULL, NULL, NULL));
      }
}

static void
read_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_main_loop_quit (user_data);
}

int
main (int   argc,
      char *argv[])
{
  g_autoptr(SoupServer) server = soup_server_new (NULL, NULL);
  g_autoptr(GMainLoop) loop = g_main_loop_new (NULL, FALSE);
  g_autoptr(GInputStream) input = g_unix_input_stream_new (STDIN_FILENO, FALSE);
  g_autoptr(GHashTable) files =
    g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_bytes_unref);
  g_autoptr(GFile) root = NULL;
  g_autoptr(GError) error = NULL;
  g_autofree char *address = NULL;
  char byte;
  GSList *addresses;

  if (argc != 2)
    {
      fputs ("usage: bench-server DIR\n", stderr);
      return 2;
    }
  root = g_file_new_for_commandline_arg (argv[1]);
  load_folder (root, root, files);
  soup_server_add_handler (server, NULL, answer_cb, files, NULL);
  if (!soup_server_listen_local (server, 0, SOUP_SERVER_LISTEN_IPV4_ONLY, &error))
    {
      fprintf (stderr, "%s\n", error->message);
      return 1;
    }
  addresses = soup_server_get_uris (server);
  address = g_uri_to_string (addresses->data);
  address[strlen (address) - 1] = '\0';
  printf ("%s\n", address);
  fflush (stdout);
  g_slist_free_full (addresses, (GDestroyNotify) g_uri_unref);
  g_input_stream_read_async (input, &byte, 1, G_PRIORITY_DEFAULT, NULL, read_cb, loop);
  g_main_loop_run (loop);
  return 0;
}
