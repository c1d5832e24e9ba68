package dev.skerry.cli;

import dev.skerry.control.AccountKey;
import dev.skerry.control.OriginData;
import dev.skerry.origin.access.account.AccountException;
import dev.skerry.origin.access.account.NewAccount;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.InstantSource;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * {@code skerry account add}: makes an account, by the node that has the data folder open, or in
 * the folder itself where no node runs.
 */
@Command(
    name = "add",
    header = "Make an account, and print it and its access key as JSON.",
    description = {
      "Asks the node that uses the data folder, which must run with --api. Where none does, it",
      "opens the folder itself. The secret is printed this once: nothing tells it later."
    },
    footer = {
      "Examples:",
      "  skerry account add alice --email alice@example.com",
      "  skerry account add alice --email alice@example.com --display-name 'Alice A.'"
    })
final class AccountAddCommand implements Callable<Integer> {
  private static final JsonMapper JSON =
      JsonMapper.builder().propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE).build();

  @Parameters(
      paramLabel = "NAME",
      description = "1 to 64 of A-Z a-z 0-9 + = , . @ _ -, unlike all others'.")
  String name = "";

  @Option(
      names = "--email",
      paramLabel = "EMAIL",
      required = true,
      description = "Unlike all others', whatever the case of its letters.")
  String email = "";

  @Option(
      names = "--display-name",
      paramLabel = "TEXT",
      description = "How it is shown as an owner. Default: NAME")
  @Nullable String displayName;

  @Mixin AdminOptions admin = new AdminOptions();

  @Spec @Nullable CommandSpec spec;

  @Override
  public Integer call() {
    PrintWriter out = Skerry.required(spec).commandLine().getOut();
    out.println(made().toPrettyString());
    out.flush();
    return ExitCodes.OK;
  }

  private JsonNode made() {
    if (admin.admin == null && admin.tokenFile == null) {
      try (DataFolder folder = DataFolder.tryOpen(admin.data)) {
        if (folder != null) {
          return madeIn(folder);
        }
      }
    }
    ObjectNode asked = JSON.createObjectNode().put("name", name).put("email", email);
    if (displayName != null) {
      asked.put("display_name", displayName);
    }
    return admin.client().post("/v1/accounts", asked);
  }

  private JsonNode madeIn(DataFolder folder) {
    try (OriginData data = OriginData.open(folder.path(), InstantSource.system())) {
      NewAccount asked = new NewAccount(name, email, displayName == null ? name : displayName);
      return JSON.valueToTree(AccountKey.of(data.accounts().create(asked)));
    } catch (IOException | AccountException e) {
      throw new Failure(ExitCodes.PROBLEM, String.valueOf(e.getMessage()));
    }
  }
}
