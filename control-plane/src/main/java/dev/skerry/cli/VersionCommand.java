package dev.skerry.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.util.Properties;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code skerry version}: tells which version this is, and on what it runs. */
@Command(name = "version", header = "Tell which version this is, and on what it runs.")
final class VersionCommand implements Callable<Integer>, IVersionProvider {
  @Spec @Nullable CommandSpec spec;

  @Override
  public Integer call() {
    PrintWriter out = Skerry.required(spec).commandLine().getOut();
    for (String line : getVersion()) {
      out.println(line);
    }
    out.flush();
    return ExitCodes.OK;
  }

  @Override
  public String[] getVersion() {
    return new String[] {
      "skerry " + number(),
      "JDK %s (%s)"
          .formatted(System.getProperty("java.version"), System.getProperty("java.vendor")),
      "%s %s (%s)"
          .formatted(
              System.getProperty("os.name"),
              System.getProperty("os.version"),
              System.getProperty("os.arch"))
    };
  }

  /** The program's version. */
  static String number() {
    Properties properties = new Properties();
    try (InputStream in = VersionCommand.class.getResourceAsStream("version.properties")) {
      if (in == null) {
        throw new IllegalStateException("the program lacks its file version.properties");
      }
      properties.load(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return properties.getProperty("version", "unknown");
  }
}
