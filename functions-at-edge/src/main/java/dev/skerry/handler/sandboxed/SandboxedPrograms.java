package dev.skerry.handler.sandboxed;

import dev.skerry.handler.HandlerLimit;
import dev.skerry.handler.HandlerProblem;
import dev.skerry.handler.HandlerSpec;
import dev.skerry.handler.Hook;
import dev.skerry.handler.Subrequests;
import dev.skerry.handler.host.CallLog;
import dev.skerry.handler.host.HandlerLog;
import dev.skerry.handler.host.Program;
import dev.skerry.handler.wasm.HeapBytes;
import java.util.EnumSet;
import java.util.Set;
import run.endive.runtime.Memory;

/**
 * Takes handlers in JavaScript that are run by QuickJS. Their sources are parsed by the engine when
 * the first instance starts, under its limits: a parser is a part of what is not trusted here.
 */
public final class SandboxedPrograms implements Program.Loader {
  private static final int MOST_OCTETS = 1 << 20;

  /** Twice and more what the engine has grown to when the library around a source is there. */
  private static final int LEAST_PAGES = 64;

  /** The same with the library of modules. */
  private static final int LEAST_PAGES_OF_MODULE = 128;

  private static final int KIB_IN_PAGE = Memory.PAGE_SIZE >> 10;

  private final Subrequests subrequests;

  /**
   * Makes a loader.
   *
   * @param subrequests what modules ask other servers through
   */
  public SandboxedPrograms(Subrequests subrequests) {
    this.subrequests = subrequests;
  }

  @Override
  public Program load(HandlerSpec spec) throws HandlerProblem {
    if (spec.code().octets().length > MOST_OCTETS) {
      throw new HandlerProblem("is longer than " + MOST_OCTETS + " octets", 0, 0);
    }
    room(spec, LEAST_PAGES);
    return new SandboxedProgram(spec, subrequests);
  }

  /** The pages of its memory, which are so many at least. */
  private static int room(HandlerSpec spec, int least) throws HandlerProblem {
    long pages = spec.limits().get(HandlerLimit.MEMORY) / Memory.PAGE_SIZE;
    if (pages < least) {
      throw new HandlerProblem(
          "needs %d KiB of memory for the engine alone; its limit memory allows %d KiB"
              .formatted(least * KIB_IN_PAGE, pages * KIB_IN_PAGE),
          0,
          0);
    }
    return (int) pages;
  }

  /** A source, and in which shape it is: a script until the engine has said that it is none. */
  private static final class SandboxedProgram implements Program {
    private final HandlerSpec spec;
    private final Subrequests subrequests;
    private volatile boolean isModule;

    SandboxedProgram(HandlerSpec spec, Subrequests subrequests) {
      this.spec = spec;
      this.subrequests = subrequests;
    }

    @Override
    public Set<Hook> hooks() {
      return Failure.hasExport(spec) ? EnumSet.allOf(Hook.class) : Hook.OF_EXCHANGES;
    }

    @Override
    public Instance open(HandlerLog log) {
      if (Failure.hasExport(spec)) {
        ModuleWarmUp.once();
      } else {
        SandboxedWarmUp.once();
      }
      return new SandboxedInstance(spec, this::load, log);
    }

    @Override
    public long heapBytes(long memory) {
      return HeapBytes.of(memory);
    }

    private Guest load(CallLog lines) throws HandlerProblem {
      if (!isModule) {
        Realm script = new Realm(spec, room(spec, LEAST_PAGES), lines);
        Failure failure = script.load();
        if (failure == null) {
          return script;
        }
        if (!failure.mayBeOfModule(spec)) {
          throw failure.problem();
        }
      }
      Guest module = new ModuleRealm(spec, subrequests, room(spec, LEAST_PAGES_OF_MODULE), lines);
      Failure failure = module.load();
      if (failure != null) {
        throw failure.problem();
      }
      isModule = true;
      return module;
    }
  }
}
