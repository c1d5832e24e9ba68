package dev.skerry.cli;

import dev.skerry.edge.config.document.Compilation.Refused;
import dev.skerry.edge.config.document.ConfigDocument;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * Reads the origin of a command line: what a configuration has as one, or {@code HOST:PORT} and
 * {@code :PORT}, which mean http, as whoever types them has a server of their own in mind.
 */
final class OriginUrl implements ITypeConverter<String> {
  private static final Pattern HOST_PORT =
      Pattern.compile("(?!bucket:)(\\[[0-9A-Fa-f:.]+]|[A-Za-z0-9._-]*):\\d{1,5}");

  /** Where https is meant more often than not, so that it is to be said. */
  private static final String PORT_OF_TLS = ":443";

  @Override
  public String convert(String text) {
    String url = text;
    if (HOST_PORT.matcher(text).matches() && !text.endsWith(PORT_OF_TLS)) {
      url = "http://" + (text.startsWith(":") ? "127.0.0.1" : "") + text;
    }
    if (ConfigDocument.compileForOrigin(url) instanceof Refused(var problems)) {
      throw new TypeConversionException(
          problems.getFirst().message()
              + "; expected a URL as http://127.0.0.1:8000, the same as 127.0.0.1:8000,"
              + " or bucket:NAME");
    }
    return url;
  }
}
