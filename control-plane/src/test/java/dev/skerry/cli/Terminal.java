package dev.skerry.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;

/** What a user sees of one command. */
record Terminal(int exitCode, String out, String err) {
  static Terminal type(String... words) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    CommandLine commands = Skerry.commandLine();
    commands.setColorScheme(CommandLine.Help.defaultColorScheme(Ansi.OFF));
    commands.setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
    int exitCode = commands.execute(words);
    return new Terminal(exitCode, out.toString(), err.toString());
  }
}
