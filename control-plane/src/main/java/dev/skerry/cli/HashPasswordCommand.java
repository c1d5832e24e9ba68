package dev.skerry.cli;

import dev.skerry.edge.rules.Passwords;
import java.io.BufferedReader;
import java.io.Console;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/**
 * {@code skerry config hash-password}: prints what a rule's basic auth wants instead of a password.
 */
@Command(
    name = "hash-password",
    header = "Print the hash of a password, for a rule's basic-auth.",
    description = {
      "Asks for the password without showing it; where there is no terminal, reads one line of the",
      "standard input."
    })
final class HashPasswordCommand implements Callable<Integer> {
  @Spec @Nullable CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    String password = password();
    if (password == null || password.isEmpty()) {
      throw new Failure(ExitCodes.USAGE, "no password was given");
    }
    PrintWriter out = Skerry.required(spec).commandLine().getOut();
    out.println(hash(password));
    out.flush();
    return ExitCodes.OK;
  }

  private static String hash(String password) {
    try {
      return Passwords.hash(password, new SecureRandom());
    } catch (IllegalArgumentException e) {
      throw new Failure(ExitCodes.USAGE, String.valueOf(e.getMessage()));
    }
  }

  @SuppressWarnings("SystemConsoleNull") // not true of JDK 25: without a terminal it is null again
  private static @Nullable String password() throws IOException {
    Console console = System.console();
    if (console != null && console.isTerminal()) {
      char[] typed = console.readPassword("Password: ");
      return typed == null ? null : new String(typed);
    }
    BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    return in.readLine();
  }
}
