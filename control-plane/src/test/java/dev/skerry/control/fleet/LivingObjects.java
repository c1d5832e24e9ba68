package dev.skerry.control.fleet;

import java.lang.management.ManagementFactory;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.management.JMException;
import javax.management.ObjectName;

/** How many objects of a class are held by anything in this process. */
final class LivingObjects {
  private LivingObjects() {}

  /** Counts those of a class itself, after a collection of all that nobody holds. */
  static long of(Class<?> type) {
    try {
      String histogram =
          (String)
              ManagementFactory.getPlatformMBeanServer()
                  .invoke(
                      new ObjectName("com.sun.management:type=DiagnosticCommand"),
                      "gcClassHistogram",
                      new Object[] {new String[0]},
                      new String[] {String[].class.getName()});
      Matcher line =
          Pattern.compile("\\s*\\d+:\\s+(\\d+)\\s+\\d+\\s+" + Pattern.quote(type.getName()) + "\\s")
              .matcher(histogram);
      return line.find() ? Long.parseLong(line.group(1)) : 0;
    } catch (JMException e) {
      throw new AssertionError(e);
    }
  }
}
