package dev.skerry.cli;

import dev.skerry.handler.Hook;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** {@code skerry handler new}: writes a folder with a handler that works. */
@Command(
    name = "new",
    header = "Write a folder with a handler that works, its events and a configuration.",
    description = {
      "Nothing that is there is overwritten. Of ts, java and wasm your own compiler makes what"
          + " edges",
      "run, and the folder has what that needs: a build with npm, with Maven, a line for clang."
    },
    footer = {
      "Examples:",
      "  skerry handler new pages",
      "  skerry handler new headers --hook viewer-response",
      "  skerry handler new pages --lang ts",
      "  skerry handler new pages --lang wasm",
      "  skerry handler new pages --shape module"
    })
final class HandlerNewCommand implements Callable<Integer> {
  @Parameters(
      paramLabel = "NAME",
      description = "The handler's id, and the folder that is made: letters, digits, dot, _ and -.")
  String name = "";

  @Option(
      names = "--lang",
      paramLabel = "LANG",
      converter = LanguageName.class,
      description = "js, ts, java or wasm (in C). Default: js")
  HandlerScaffold.Language language = HandlerScaffold.Language.JS;

  @Option(
      names = "--shape",
      paramLabel = "SHAPE",
      converter = ShapeName.class,
      description = "function (as CloudFront Functions) or module (as Workers). Default: function")
  HandlerScaffold.Shape shape = HandlerScaffold.Shape.FUNCTION;

  @Option(
      names = "--hook",
      paramLabel = "HOOK",
      converter = HookName.class,
      description = "The moment at which it is called. Default: viewer-request")
  Hook hook = Hook.VIEWER_REQUEST;

  @Spec @Nullable CommandSpec spec;

  @Override
  public Integer call() {
    CommandSpec command = Skerry.required(spec);
    if (!name.matches("[A-Za-z0-9_][A-Za-z0-9._-]{0,63}")) {
      throw new ParameterException(
          command.commandLine(),
          "'%s' is no handler's id; expected 1 to 64 letters, digits, dots, _ and -, which do not begin with a dot or -"
              .formatted(name));
    }
    Path folder = Path.of(name);
    if (Files.exists(folder)) {
      throw new Failure(
          ExitCodes.PROBLEM,
          "%s is there already, and nothing is overwritten; choose another name".formatted(folder));
    }
    Map<String, String> files = new HandlerScaffold(name, language, shape, hook).files();
    PrintWriter out = command.commandLine().getOut();
    try {
      for (Map.Entry<String, String> file : files.entrySet()) {
        write(folder.resolve(file.getKey()), file.getValue());
        out.println(folder.resolve(file.getKey()));
      }
    } catch (IOException e) {
      throw Failure.of(e);
    }
    out.printf("%nnext: %s%n", language.next(name));
    out.flush();
    return ExitCodes.OK;
  }

  /** Reads what a handler is to be written in. */
  static final class LanguageName implements ITypeConverter<HandlerScaffold.Language> {
    @Override
    public HandlerScaffold.Language convert(String text) {
      return switch (text) {
        case "js" -> HandlerScaffold.Language.JS;
        case "ts" -> HandlerScaffold.Language.TS;
        case "java" -> HandlerScaffold.Language.JAVA;
        case "wasm" -> HandlerScaffold.Language.WASM;
        default ->
            throw new TypeConversionException("expected js, ts, java or wasm, found " + text);
      };
    }
  }

  /** Reads how a handler's code is called. */
  static final class ShapeName implements ITypeConverter<HandlerScaffold.Shape> {
    @Override
    public HandlerScaffold.Shape convert(String text) {
      return switch (text) {
        case "function" -> HandlerScaffold.Shape.FUNCTION;
        case "module" -> HandlerScaffold.Shape.MODULE;
        default -> throw new TypeConversionException("expected function or module, found " + text);
      };
    }
  }

  private static void write(Path file, String content) throws IOException {
    Path parent = file.getParent();
    if (parent != null) {
      Files.createDirectories(parent);
    }
    Files.writeString(file, content, StandardOpenOption.CREATE_NEW);
  }
}
