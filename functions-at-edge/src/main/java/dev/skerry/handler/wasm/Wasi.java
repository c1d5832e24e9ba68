package dev.skerry.handler.wasm;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import run.endive.runtime.HostFunction;
import run.endive.runtime.Instance;
import run.endive.runtime.Memory;
import run.endive.runtime.WasmFunctionHandle;

/**
 * What one call of a module has of WASI preview 1: three streams, an environment, clocks, random
 * octets and its exit. There are no files, arguments or sockets: functions for these answer that
 * there is no such descriptor. The runtime's own WASI reserves whatever lengths a module says.
 */
final class Wasi {
  /** The module's name in imports. */
  static final String MODULE = "wasi_snapshot_preview1";

  private static final int SUCCESS = 0;
  private static final int BADF = 8;
  private static final int INVAL = 28;
  private static final int NOSYS = 52;
  private static final int SPIPE = 70;
  private static final int MOST_VECTORS = 1_024;
  private static final int MOST_RANDOM = 1 << 16;
  private static final int CHARACTER_DEVICE = 2;

  private final Streams streams;
  private final WasiEnvironment environment;

  /** The end of a command, as it asked for. */
  static final class Exit extends RuntimeException {
    private static final long serialVersionUID = 1;
    private final int code;

    Exit(int code) {
      super("exit code " + code, null, false, false);
      this.code = code;
    }

    int code() {
      return code;
    }
  }

  Wasi(Streams streams, WasiEnvironment environment) {
    this.streams = streams;
    this.environment = environment;
  }

  /** For a module that is no command: what it prints are lines of its log. */
  static Wasi ofLibrary(ModuleLog log, WasiEnvironment environment) {
    return new Wasi(Streams.toLog(log), environment);
  }

  /** All functions, for one instance. */
  List<HostFunction> functions(CallRandom random) {
    Map<String, WasmFunctionHandle> known = new HashMap<>();
    known.put("fd_write", (instance, a) -> errno(write(instance.memory(), a)));
    known.put("fd_read", (instance, a) -> errno(read(instance.memory(), a)));
    known.put("fd_fdstat_get", (instance, a) -> errno(describe(instance.memory(), a)));
    known.put("fd_fdstat_set_flags", (instance, a) -> errno(isStream(a[0]) ? SUCCESS : BADF));
    known.put("fd_close", (instance, a) -> errno(isStream(a[0]) ? SUCCESS : BADF));
    known.put("fd_seek", (instance, a) -> errno(isStream(a[0]) ? SPIPE : BADF));
    known.put("args_get", (instance, a) -> errno(SUCCESS));
    known.put("environ_get", this::environment);
    known.put("args_sizes_get", Wasi::none);
    known.put("environ_sizes_get", this::environmentSizes);
    known.put("clock_time_get", Wasi::time);
    known.put("clock_res_get", Wasi::resolution);
    known.put("random_get", (instance, a) -> errno(random(instance.memory(), random, a)));
    known.put("sched_yield", (instance, a) -> errno(SUCCESS));
    known.put("poll_oneoff", (instance, a) -> errno(NOSYS));
    known.put("proc_exit", Wasi::exit);
    List<HostFunction> functions = new ArrayList<>(WasiTypes.ALL.size());
    for (String name : WasiTypes.ALL.keySet()) {
      WasmFunctionHandle handle = known.getOrDefault(name, (instance, a) -> errno(BADF));
      functions.add(new HostFunction(MODULE, name, WasiTypes.of(name), handle));
    }
    return functions;
  }

  private static long[] errno(int number) {
    return new long[] {number};
  }

  private static boolean isStream(long descriptor) {
    return descriptor >= 0 && descriptor <= 2;
  }

  private int write(Memory memory, long[] arguments) {
    int count = (int) arguments[2];
    if (arguments[0] != 1 && arguments[0] != 2) {
      return BADF;
    }
    if (count < 0 || count > MOST_VECTORS) {
      return INVAL;
    }
    long written = 0;
    for (int i = 0; i < count; i++) {
      int vector = (int) arguments[1] + i * 8;
      int length = memory.readInt(vector + 4);
      streams.write((int) arguments[0], memory, memory.readInt(vector), length);
      written += length;
    }
    memory.writeI32((int) arguments[3], (int) written);
    return SUCCESS;
  }

  private int read(Memory memory, long[] arguments) {
    int count = (int) arguments[2];
    if (arguments[0] != 0) {
      return BADF;
    }
    if (count < 0 || count > MOST_VECTORS) {
      return INVAL;
    }
    int read = 0;
    for (int i = 0; i < count; i++) {
      int vector = (int) arguments[1] + i * 8;
      byte[] octets = streams.read(memory.readInt(vector + 4));
      memory.write(memory.readInt(vector), octets);
      read += octets.length;
    }
    memory.writeI32((int) arguments[3], read);
    return SUCCESS;
  }

  private static int describe(Memory memory, long[] arguments) {
    if (!isStream(arguments[0])) {
      return BADF;
    }
    byte[] description = new byte[24];
    description[0] = CHARACTER_DEVICE;
    description[8] = (byte) (arguments[0] == 0 ? 2 : 64);
    memory.write((int) arguments[1], description);
    return SUCCESS;
  }

  private long[] environment(Instance instance, long... arguments) {
    environment.entries(instance.memory(), (int) arguments[0], (int) arguments[1]);
    return errno(SUCCESS);
  }

  private long[] environmentSizes(Instance instance, long... arguments) {
    environment.sizes(instance.memory(), (int) arguments[0], (int) arguments[1]);
    return errno(SUCCESS);
  }

  private static long[] none(Instance instance, long... arguments) {
    instance.memory().writeI32((int) arguments[0], 0);
    instance.memory().writeI32((int) arguments[1], 0);
    return errno(SUCCESS);
  }

  /** Milliseconds, for every clock: finer ones would measure what else the machine does. */
  private static long[] time(Instance instance, long... arguments) {
    long nanos = TimeUnit.MILLISECONDS.toNanos(System.currentTimeMillis());
    instance.memory().writeLong((int) arguments[2], nanos);
    return errno(SUCCESS);
  }

  private static long[] resolution(Instance instance, long... arguments) {
    instance.memory().writeLong((int) arguments[1], Duration.ofMillis(1).toNanos());
    return errno(SUCCESS);
  }

  private static int random(Memory memory, CallRandom random, long[] arguments) {
    int length = (int) arguments[1];
    if (length < 0 || length > MOST_RANDOM) {
      return INVAL;
    }
    memory.write((int) arguments[0], random.octets(length));
    return SUCCESS;
  }

  private static long[] exit(Instance instance, long... arguments) {
    throw new Exit((int) arguments[0]);
  }

  /** What crosses by a call's three streams. */
  interface Streams {
    /** The next octets of the input, at most so many. */
    byte[] read(int most);

    /** Takes output: of descriptor 1 or 2, where in the memory, how much. */
    void write(int descriptor, Memory memory, int at, int length);

    /** No input; output are lines of a log. */
    static Streams toLog(ModuleLog log) {
      return new Streams() {
        @Override
        public byte[] read(int most) {
          return new byte[0];
        }

        @Override
        public void write(int descriptor, Memory memory, int at, int length) {
          log.print(memory, at, length);
        }
      };
    }
  }
}
