package dev.skerry.handler.wasm;

import java.util.Map;
import java.util.TreeMap;
import run.endive.wasm.types.FunctionType;

/** The functions of WASI preview 1 with their types, as its {@code witx} files have them. */
final class WasiTypes {
  static final String TWO = "(i32,i32)->i32";

  private static final String ONE = "(i32)->i32";
  private static final String THREE = "(i32,i32,i32)->i32";
  private static final String FOUR = "(i32,i32,i32,i32)->i32";
  private static final String FIVE = "(i32,i32,i32,i32,i32)->i32";

  /** Types by name, as text. */
  static final Map<String, String> ALL = all();

  private WasiTypes() {}

  /** The type of a function that there is. */
  static FunctionType of(String name) {
    return Signatures.parse(ALL.getOrDefault(name, ONE));
  }

  private static Map<String, String> all() {
    Map<String, String> all = new TreeMap<>();
    put(all, ONE, "fd_close", "fd_datasync", "fd_sync");
    put(all, TWO, "args_get", "args_sizes_get", "environ_get", "environ_sizes_get");
    put(all, TWO, "clock_res_get", "random_get", "fd_fdstat_get", "fd_fdstat_set_flags");
    put(all, TWO, "fd_filestat_get", "fd_prestat_get", "fd_renumber", "fd_tell", "sock_shutdown");
    put(all, THREE, "fd_prestat_dir_name", "path_create_directory", "path_remove_directory");
    put(all, THREE, "path_unlink_file", "sock_accept");
    put(all, FOUR, "fd_read", "fd_write", "poll_oneoff");
    put(all, FIVE, "path_filestat_get", "path_symlink", "sock_send");
    put(all, "(i32,i32,i32,i32,i32,i32)->i32", "path_readlink", "path_rename", "sock_recv");
    all.put("path_link", "(i32,i32,i32,i32,i32,i32,i32)->i32");
    all.put("path_open", "(i32,i32,i32,i32,i32,i64,i64,i32,i32)->i32");
    all.put("path_filestat_set_times", "(i32,i32,i32,i32,i64,i64,i32)->i32");
    all.put("clock_time_get", "(i32,i64,i32)->i32");
    all.put("fd_advise", "(i32,i64,i64,i32)->i32");
    all.put("fd_allocate", "(i32,i64,i64)->i32");
    all.put("fd_fdstat_set_rights", "(i32,i64,i64)->i32");
    all.put("fd_filestat_set_size", "(i32,i64)->i32");
    all.put("fd_filestat_set_times", "(i32,i64,i64,i32)->i32");
    put(all, "(i32,i32,i32,i64,i32)->i32", "fd_pread", "fd_pwrite", "fd_readdir");
    all.put("fd_seek", "(i32,i64,i32,i32)->i32");
    all.put("proc_exit", "(i32)->");
    all.put("proc_raise", ONE);
    all.put("sched_yield", "()->i32");
    return Map.copyOf(all);
  }

  private static void put(Map<String, String> all, String type, String... names) {
    for (String name : names) {
      all.put(name, type);
    }
  }
}
