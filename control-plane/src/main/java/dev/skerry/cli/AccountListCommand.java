package dev.skerry.cli;

import java.io.PrintWriter;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** {@code skerry account list}: tells which accounts and keys there are, page by page. */
@Command(
    name = "list",
    header = "Print the accounts and the ids of their access keys as JSON.",
    description = "Secrets are not told.",
    footer = {
      "Examples:",
      "  skerry account list",
      "  skerry account list --data /var/lib/skerry | jq '.accounts[] | {name, keys}'"
    })
final class AccountListCommand implements Callable<Integer> {
  @Mixin AdminOptions admin = new AdminOptions();

  @Spec @Nullable CommandSpec spec;

  @Override
  public Integer call() {
    AccountDesk desk = AccountDesk.ofExisting(admin);
    ObjectNode all = JsonNodeFactory.instance.objectNode();
    ArrayNode accounts = all.putArray("accounts");
    Map<String, String> page = Map.of();
    while (true) {
      JsonNode found = desk.get("/v1/accounts", page).path("accounts");
      if (found.isEmpty()) {
        break;
      }
      found.forEach(accounts::add);
      page = Map.of("after", found.get(found.size() - 1).path("account_id").asString(""));
    }
    PrintWriter out = Skerry.required(spec).commandLine().getOut();
    out.println(all.toPrettyString());
    out.flush();
    return ExitCodes.OK;
  }
}
