package dev.skerry.handler.sandboxed;

import dev.skerry.handler.HandlerCode;
import dev.skerry.handler.HandlerKind;
import dev.skerry.handler.HandlerLimits;
import dev.skerry.handler.HandlerSpec;
import dev.skerry.handler.host.CallLog;
import dev.skerry.handler.text.CloudFrontLibrary;
import dev.skerry.handler.text.DataText;
import dev.skerry.handler.text.LibraryFile;
import dev.skerry.handler.web.WebFiles;
import java.util.Map;
import java.util.TreeMap;

/**
 * The web platform as QuickJS has compiled it, once in a process and without anything of an
 * author's: each engine loads the octets. Safe for any thread.
 */
final class ModuleLibrary {
  /** Of the engine that compiles, of 64 KiB. */
  private static final int PAGES = 1024;

  private static final QuickJs COMPILER =
      new QuickJs(new QuickJs.Bounds(PAGES, 0), new CallLog(nobody()), _ -> "");

  /** Evaluates the platform. */
  static final byte[] PLATFORM = COMPILER.compiled(source());

  /** Does what the host says that it is time for. */
  static final byte[] TURN = COMPILER.compiled("__skerry()");

  private ModuleLibrary() {}

  private static String source() {
    Map<String, String> files = new TreeMap<>();
    WebFiles.NAMES.forEach(name -> files.put(name, WebFiles.read(name)));
    files.put(WebFiles.PLATFORM, WebFiles.read(WebFiles.PLATFORM));
    files.put(WebFiles.RUNTIME, WebFiles.read(WebFiles.RUNTIME));
    // No file of the platform ends so.
    files.put("common_", CloudFrontLibrary.COMMON);
    files.put("data_", DataText.SOURCE);
    files.put("decoder_", LibraryFile.read(ModuleLibrary.class, "decoder.js"));
    StringBuilder all = new StringBuilder(1 << 18);
    all.append('(').append(LibraryFile.read(ModuleLibrary.class, "modules.js")).append(")((");
    all.append(LibraryFile.read(ModuleLibrary.class, "engine.js")).append(")(), {\n");
    // A file's last line may be a comment.
    files.forEach((name, text) -> all.append(name).append(": ").append(text).append("\n,\n"));
    return all.append("});").toString();
  }

  private static HandlerSpec nobody() {
    return new HandlerSpec(
        "library",
        HandlerKind.JS_SANDBOXED,
        "library.js",
        HandlerCode.of(""),
        HandlerSpec.OnFailure.CLOSED,
        HandlerLimits.DEFAULT);
  }
}
