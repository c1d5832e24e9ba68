package dev.skerry.handler.kinds;

import dev.skerry.handler.HandlerKind;
import dev.skerry.handler.HandlerProblem;
import dev.skerry.handler.HandlerSpec;
import dev.skerry.handler.host.Program;
import dev.skerry.handler.jar.JarPrograms;
import dev.skerry.handler.js.JsPrograms;
import dev.skerry.handler.sandboxed.SandboxedPrograms;
import dev.skerry.handler.subrequest.SocketSubrequests;
import dev.skerry.handler.wasm.WasmPrograms;
import java.util.EnumSet;
import java.util.Set;

/** Compiles handlers of every kind. */
public final class EveryKind implements Program.Loader {
  /**
   * Whose calls may be so short that an event loop can make them, if its operator says so. What a
   * call can take from all that the loop serves is its limits.
   */
  private static final Set<HandlerKind> FOR_LOOPS =
      EnumSet.of(HandlerKind.JAVA, HandlerKind.JS, HandlerKind.WASM);

  private final Program.Loader js = new JsPrograms(SocketSubrequests.OF_PROCESS);
  private final Program.Loader jar = new JarPrograms();
  private final Program.Loader wasm = new WasmPrograms();
  private final Program.Loader sandboxed = new SandboxedPrograms(SocketSubrequests.OF_PROCESS);

  /** Whether handlers in JavaScript are compiled to machine code; false if there was none yet. */
  public static boolean compilesJavaScript() {
    return JsPrograms.compiles();
  }

  @Override
  public Program load(HandlerSpec spec) throws HandlerProblem {
    if (spec.runOn() == HandlerSpec.RunOn.LOOP && !FOR_LOOPS.contains(spec.kind())) {
      throw new HandlerProblem(
          "a handler of the kind "
              + spec.kind().token()
              + " takes too long to run on an event loop",
          0,
          0);
    }
    return switch (spec.kind()) {
      case JS -> js.load(spec);
      case JAVA -> jar.load(spec);
      case WASM -> wasm.load(spec);
      case JS_SANDBOXED -> sandboxed.load(spec);
    };
  }
}
