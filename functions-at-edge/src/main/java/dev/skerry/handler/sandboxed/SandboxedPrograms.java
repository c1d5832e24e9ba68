package dev.skerry.handler.sandboxed;

import dev.skerry.handler.HandlerLimit;
import dev.skerry.handler.HandlerProblem;
import dev.skerry.handler.HandlerSpec;
import dev.skerry.handler.Hook;
import dev.skerry.handler.host.HandlerLog;
import dev.skerry.handler.host.Program;
import dev.skerry.handler.wasm.HeapBytes;
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

  private static final int KIB_IN_PAGE = Memory.PAGE_SIZE >> 10;

  @Override
  public Program load(HandlerSpec spec) throws HandlerProblem {
    if (spec.code().octets().length > MOST_OCTETS) {
      throw new HandlerProblem("is longer than " + MOST_OCTETS + " octets", 0, 0);
    }
    long pages = spec.limits().get(HandlerLimit.MEMORY) / Memory.PAGE_SIZE;
    if (pages < LEAST_PAGES) {
      throw new HandlerProblem(
          "needs %d KiB of memory for the engine alone; its limit memory allows %d KiB"
              .formatted(LEAST_PAGES * KIB_IN_PAGE, pages * KIB_IN_PAGE),
          0,
          0);
    }
    return new SandboxedProgram(spec);
  }

  private record SandboxedProgram(HandlerSpec spec) implements Program {
    @Override
    public Set<Hook> hooks() {
      return Hook.OF_EXCHANGES;
    }

    @Override
    public Instance open(HandlerLog log) {
      SandboxedWarmUp.once();
      return new SandboxedInstance(spec, log);
    }

    @Override
    public long heapBytes(long memory) {
      return HeapBytes.of(memory);
    }
  }
}
