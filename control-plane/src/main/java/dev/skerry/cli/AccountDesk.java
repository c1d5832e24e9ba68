package dev.skerry.cli;

import dev.skerry.control.OriginAdmin;
import dev.skerry.control.OriginData;
import dev.skerry.control.engine.EngineChoice;
import dev.skerry.edge.admin.Caller;
import dev.skerry.edge.admin.Endpoints;
import dev.skerry.edge.admin.ProblemException;
import dev.skerry.edge.admin.Scope;
import dev.skerry.origin.engine.EngineException;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Answers calls about accounts: the node that uses the data folder does, or, where none does, this
 * process, which opens the folder for it.
 */
final class AccountDesk {
  private static final Caller OWNER = new Caller("data folder", Set.of(Scope.ADMIN));

  private final AdminOptions options;

  private AccountDesk(AdminOptions options) {
    this.options = options;
  }

  /** That of a data folder, which is made where there is none. */
  static AccountDesk of(AdminOptions options) {
    return new AccountDesk(options);
  }

  /** That of a data folder which must have accounts already. */
  static AccountDesk ofExisting(AdminOptions options) {
    Path data = options.data;
    if (options.admin == null || options.tokenFile == null) {
      if (!Files.isDirectory(data)) {
        throw new Failure(ExitCodes.PROBLEM, "there is no data folder " + data + " (--data DIR)");
      }
      if (!EngineChoice.isMade(data)) {
        throw new Failure(ExitCodes.PROBLEM, data + " has no accounts yet: skerry account add");
      }
    }
    return new AccountDesk(options);
  }

  /** What answers a {@code GET} with these parameters. */
  JsonNode get(String path, Map<String, String> parameters) {
    return ask("GET", path, document(parameters));
  }

  /** What answers a {@code POST} of an object with these members. */
  JsonNode post(String path, Map<String, String> members) {
    return ask("POST", path, document(members));
  }

  private static ObjectNode document(Map<String, String> members) {
    ObjectNode document = JsonNodeFactory.instance.objectNode();
    members.forEach(document::put);
    return document;
  }

  private JsonNode ask(String method, String path, ObjectNode asked) {
    if (options.admin == null && options.tokenFile == null) {
      try (DataFolder folder = DataFolder.tryOpen(options.data)) {
        if (folder != null) {
          return answer(folder, method, path, asked);
        }
      }
    }
    return method.equals("GET")
        ? options.client().get(path + query(asked))
        : options.client().postOnce(path, asked);
  }

  private static String query(ObjectNode parameters) {
    return parameters.isEmpty()
        ? ""
        : parameters.properties().stream()
            .map(each -> each.getKey() + "=" + encoded(each.getValue().asString("")))
            .collect(Collectors.joining("&", "?", ""));
  }

  private static String encoded(String value) {
    return URLEncoder.encode(value, StandardCharsets.UTF_8);
  }

  private static JsonNode answer(DataFolder folder, String method, String path, ObjectNode asked) {
    try (OriginData data = OriginData.open(folder.path(), InstantSource.system())) {
      Endpoints endpoints = new Endpoints(OriginAdmin.accounts(data));
      boolean asks = method.equals("GET");
      return Objects.requireNonNull(
          endpoints.ask(method, asks ? path + query(asked) : path, asks ? null : asked, OWNER));
    } catch (ProblemException e) {
      throw new Failure(ExitCodes.PROBLEM, String.valueOf(e.getMessage()));
    } catch (IOException e) {
      throw Failure.of(e);
    } catch (EngineException e) {
      throw Failure.of(e);
    }
  }
}
