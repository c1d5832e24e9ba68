package dev.skerry.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.PrintWriter;
import java.net.URLEncoder;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;

/** {@code skerry explain}: tells what a running edge would do with a request, and why. */
@Command(
    name = "explain",
    header = "Tell what a running edge would do with a request, and why.",
    description = "Nothing is fetched and nothing is changed by it.",
    footer = {
      "Examples:",
      "  skerry explain http://127.0.0.1:8080/index.html",
      "  skerry explain https://example.com/ -H 'Accept-Encoding: br' -H 'Cookie: a=b'"
    })
final class ExplainCommand implements Callable<Integer> {
  @Parameters(paramLabel = "URL", description = "The URL as a viewer would ask for it.")
  String url = "";

  @Option(
      names = {"-X", "--method"},
      paramLabel = "METHOD",
      description = "The request's method. Default: GET")
  String method = "GET";

  @Option(
      names = {"-H", "--header"},
      paramLabel = "LINE",
      description = "A header line, 'Name: value'.")
  List<String> headers = new ArrayList<>();

  @Option(names = "--json", description = "Print the answer as JSON.")
  boolean json;

  @Mixin AdminOptions admin = new AdminOptions();

  @Spec @Nullable CommandSpec spec;

  @Override
  public Integer call() {
    StringBuilder query = new StringBuilder("/v1/explain?url=").append(encoded(url));
    query.append("&method=").append(encoded(method));
    headers.forEach(line -> query.append("&header=").append(encoded(line)));
    JsonNode explanation = admin.client().get(query.toString());
    PrintWriter out = Skerry.required(spec).commandLine().getOut();
    if (json) {
      out.println(explanation.toPrettyString());
    } else {
      Outline.print(explanation, out);
    }
    out.flush();
    return ExitCodes.OK;
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, UTF_8);
  }
}
