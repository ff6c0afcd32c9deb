package org.hpcctl.services.kit;

import module java.base;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.filter.ThresholdFilter;
import ch.qos.logback.classic.spi.Configurator;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.FileAppender;
import ch.qos.logback.core.OutputStreamAppender;
import ch.qos.logback.core.spi.ContextAwareBase;
import org.slf4j.LoggerFactory;

/// Where log lines go: all of them to standard output, which the unit hands to the journal, and
/// below `LOGS_DIRECTORY` to the files `SERVICE.log` and, errors only, `SERVICE.error.log`. Without
/// that variable errors go to standard error too.
///
/// logback finds this class by its service file; public because it insists.
public final class Logs extends ContextAwareBase implements Configurator {
  private static final String OUT = "System.out";
  private static final String ERRORS = "System.err";

  @Override
  public ExecutionStatus configure(LoggerContext context) {
    context.getLogger("ROOT").setLevel(Level.INFO);
    for (String talkative : List.of("org.eclipse.jetty", "com.zaxxer.hikari", "org.flywaydb")) {
      context.getLogger(talkative).setLevel(Level.WARN);
    }
    // It warns of each H2 that is newer than itself; our tests tell whether it works.
    context.getLogger("org.flywaydb.core.internal.database.base.Database").setLevel(Level.ERROR);
    add(context, console(OUT), Level.ALL);
    add(context, console(ERRORS), Level.ERROR);
    return ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY;
  }

  /// For a command, whose output is for a person: only what went wrong is told.
  static void quiet() {
    if (LoggerFactory.getILoggerFactory() instanceof LoggerContext context) {
      context.getLogger("ROOT").detachAppender(OUT);
    }
  }

  /// From now on each line says which service wrote it and where.
  static void identify(Settings settings) {
    identify(settings, Optional.ofNullable(System.getenv("LOGS_DIRECTORY")).map(Path::of));
  }

  /// @param directory where this service keeps its log files
  static void identify(Settings settings, Optional<Path> directory) {
    if (LoggerFactory.getILoggerFactory() instanceof LoggerContext context) {
      context.putProperty("service", settings.service());
      context.putProperty("host", settings.host());
      directory.ifPresent(
          folder -> {
            // The journal has it all from standard output; a second copy of errors would confuse.
            context.getLogger("ROOT").detachAppender(ERRORS);
            add(context, file(folder.resolve(settings.service() + ".log")), Level.ALL);
            add(context, file(folder.resolve(settings.service() + ".error.log")), Level.ERROR);
          });
    }
  }

  private static OutputStreamAppender<ILoggingEvent> console(String target) {
    ConsoleAppender<ILoggingEvent> appender = new ConsoleAppender<>();
    appender.setName(target);
    appender.setTarget(target);
    return appender;
  }

  // It appends, so that logrotate may copy the file and truncate it.
  private static OutputStreamAppender<ILoggingEvent> file(Path path) {
    FileAppender<ILoggingEvent> appender = new FileAppender<>();
    appender.setName(path.toString());
    appender.setFile(path.toString());
    appender.setAppend(true);
    return appender;
  }

  private static void add(
      LoggerContext context, OutputStreamAppender<ILoggingEvent> appender, Level least) {
    JsonLines lines = new JsonLines();
    lines.setContext(context);
    lines.start();
    ThresholdFilter filter = new ThresholdFilter();
    filter.setLevel(least.toString());
    filter.setContext(context);
    filter.start();
    appender.setEncoder(lines);
    appender.addFilter(filter);
    appender.setContext(context);
    appender.start();
    context.getLogger("ROOT").addAppender(appender);
  }
}
