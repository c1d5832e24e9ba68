package dev.skerry.handler.wasm;

import dev.skerry.handler.HandlerLimits;
import dev.skerry.handler.HandlerProblem;
import dev.skerry.handler.HandlerSpec;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import run.endive.compiler.InterpreterFallback;
import run.endive.compiler.MachineFactoryCompiler;
import run.endive.runtime.Instance;
import run.endive.runtime.Machine;
import run.endive.wasm.Parser;
import run.endive.wasm.WasmModule;
import run.endive.wasm.types.ExternalType;

/**
 * A module, checked and compiled.
 *
 * @param machines what runs its functions, for an instance of it
 * @param names of its functions, by index
 * @param kept what its instances keep between calls
 */
record WasmCode(
    WasmModule module,
    Function<Instance, Machine> machines,
    Map<Integer, String> names,
    KeptMemory.Share kept) {
  /** Processor time, so that on a busy machine nothing is refused that is deployed on another. */
  private static final long MOST_SECONDS = 60;

  private static final long MOST_WAITED_SECONDS = 600;

  /**
   * Compiles a module on a thread of its own, as a compiler cannot be stopped: it is waited for
   * while it uses so much processor time, and no longer.
   *
   * @throws HandlerProblem if it is not valid, too large, or takes too long
   */
  static WasmCode compile(HandlerSpec spec) throws HandlerProblem {
    CompletableFuture<WasmCode> compiled = new CompletableFuture<>();
    Thread compiler =
        Thread.ofPlatform()
            .daemon()
            .name("skerry-handler-compile")
            .start(() -> complete(compiled, spec));
    try {
      for (int waited = 0; waited < MOST_WAITED_SECONDS && hasTime(compiler); waited++) {
        boolean over = compiler.join(Duration.ofSeconds(1));
        if (over) {
          return compiled.get();
        }
      }
    } catch (ExecutionException e) {
      throw problem(e.getCause());
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      throw new HandlerProblem("was not compiled, as the edge ends", 0, 0);
    }
    throw new HandlerProblem("takes more than " + MOST_SECONDS + " s to compile", 0, 0);
  }

  private static boolean hasTime(Thread compiler) {
    long nanos = ManagementFactory.getThreadMXBean().getThreadCpuTime(compiler.threadId());
    return TimeUnit.NANOSECONDS.toSeconds(nanos) < MOST_SECONDS;
  }

  private static void complete(CompletableFuture<WasmCode> compiled, HandlerSpec spec) {
    try {
      compiled.complete(compiled(spec.code().octets(), spec.limits()));
    } catch (Throwable e) {
      compiled.completeExceptionally(e);
    }
  }

  private static WasmCode compiled(byte[] octets, HandlerLimits limits) throws HandlerProblem {
    ModuleScan scan = ModuleScan.of(octets);
    WasmModule module = Parser.parse(scan.withoutCustomSections());
    ModuleBounds.check(module, limits);
    Function<Instance, Machine> machines =
        MachineFactoryCompiler.builder(module)
            // Interpreted functions would be many times slower, and nobody could see why.
            .withInterpreterFallback(InterpreterFallback.FAIL)
            .compile();
    return new WasmCode(module, machines, scan.functionNames(), new KeptMemory.Share());
  }

  private static HandlerProblem problem(@Nullable Throwable e) {
    if (e instanceof HandlerProblem problem) {
      return problem;
    }
    if (e instanceof StackOverflowError) {
      return new HandlerProblem("is nested too deeply", 0, 0);
    }
    String message = e == null ? "" : String.valueOf(e.getMessage());
    return message.contains("size exceeds the Java method size limits")
        ? new HandlerProblem(
            "has a function that is too large to be compiled: "
                + message.substring(message.lastIndexOf("index: ") + "index: ".length()),
            0,
            0)
        : ModuleScan.malformed(message);
  }

  /**
   * The names of all functions that it exports with this type, as {@code FunctionType} shows it.
   */
  Set<String> exported(String type) {
    Set<String> exported = new HashSet<>();
    for (int i = 0; i < module.exportSection().exportCount(); i++) {
      var export = module.exportSection().getExport(i);
      if (export.exportType() == ExternalType.FUNCTION && typeOf(export.index()).equals(type)) {
        exported.add(export.name());
      }
    }
    return exported;
  }

  /** Whether it exports memory under that name. */
  boolean exportsMemory(String name) {
    for (int i = 0; i < module.exportSection().exportCount(); i++) {
      var export = module.exportSection().getExport(i);
      if (export.name().equals(name) && export.exportType() == ExternalType.MEMORY) {
        return true;
      }
    }
    return false;
  }

  private String typeOf(int function) {
    int imported = module.importSection().count(ExternalType.FUNCTION);
    // A handler's own functions are what counts; one that passes an import on is none.
    int own = function - imported;
    return own < 0 || own >= module.functionSection().functionCount()
        ? ""
        : Signatures.of(module.functionSection().getFunctionType(own, module.typeSection()));
  }
}
