package dev.skerry.edge.rules;

import dev.skerry.edge.config.Rule;
import dev.skerry.edge.config.Snapshot;
import dev.skerry.edge.config.document.Compilation;
import dev.skerry.edge.config.document.ConfigDocument;
import dev.skerry.edge.config.document.Sources;
import dev.skerry.edge.flow.ConnectionFacts;
import dev.skerry.http.Fields;
import dev.skerry.http.Request;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/** Rules, requests and connections for tests. */
final class RulesFixture {
  private RulesFixture() {}

  /**
   * The only rule of a site with these fields, written in YAML's flow style; its path is {@code
   * path}.
   */
  static Rule rule(String path, String fields) {
    String yaml =
        "sites: [{hosts: \"*\", origin: \"http://127.0.0.1\", rules: [{path: \""
            + path
            + "\""
            + (fields.isEmpty() ? "" : ", " + fields)
            + "}]}]";
    Compilation compilation =
        ConfigDocument.compile("test.yaml", yaml.getBytes(StandardCharsets.UTF_8), Sources.none());
    return switch (compilation) {
      case Compilation.Compiled(Snapshot snapshot, var shown) ->
          Objects.requireNonNull(snapshot.site("x")).rules().getFirst();
      case Compilation.Refused(var problems) -> throw new AssertionError(problems.toString());
    };
  }

  static Request get(String target, String... fields) {
    return request("GET", target, fields);
  }

  static Request request(String method, String target, String... fields) {
    int question = target.indexOf('?');
    return new Request(
        method,
        "https",
        "example.com",
        question < 0 ? target : target.substring(0, question),
        question < 0 ? null : target.substring(question + 1),
        Fields.of(fields));
  }

  static ConnectionFacts connection(String address) {
    return new ConnectionFacts(
        new InetSocketAddress(InetAddress.ofLiteral(address), 40000),
        new InetSocketAddress(InetAddress.getLoopbackAddress(), 8080),
        false,
        null,
        null,
        null);
  }

  static Viewer viewer(String address) {
    InetAddress peer = InetAddress.ofLiteral(address);
    return new Viewer(peer, true, "example.com", null, peer);
  }
}
