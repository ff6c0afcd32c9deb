package org.hpcctl.services.kit;

import module java.base;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.filter.ThresholdFilter;
import ch.qos.logback.classic.spi.Configurator;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.spi.ContextAwareBase;
import org.slf4j.LoggerFactory;

/// Where log lines go: all of them to standard output, errors to standard error too. The unit
/// decides what that means (the journal, `/var/log/web_services`).
///
/// logback finds this class by its service file; public because it insists.
public final class Logs extends ContextAwareBase implements Configurator {
  @Override
  public ExecutionStatus configure(LoggerContext context) {
    context.getLogger("ROOT").setLevel(Level.INFO);
    context.getLogger("org.eclipse.jetty").setLevel(Level.WARN);
    context.getLogger("ROOT").addAppender(appender(context, "System.out", Level.ALL));
    context.getLogger("ROOT").addAppender(appender(context, "System.err", Level.ERROR));
    return ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY;
  }

  /// From now on each line says which service wrote it and where.
  static void identify(Settings settings) {
    if (LoggerFactory.getILoggerFactory() instanceof LoggerContext context) {
      context.putProperty("service", settings.service());
      context.putProperty("host", settings.host());
    }
  }

  private static ConsoleAppender<ILoggingEvent> appender(
      LoggerContext context, String target, Level least) {
    JsonLines lines = new JsonLines();
    lines.setContext(context);
    lines.start();
    ThresholdFilter filter = new ThresholdFilter();
    filter.setLevel(least.toString());
    filter.setContext(context);
    filter.start();
    ConsoleAppender<ILoggingEvent> appender = new ConsoleAppender<>();
    appender.setName(target);
    appender.setTarget(target);
    appender.setEncoder(lines);
    appender.addFilter(filter);
    appender.setContext(context);
    appender.start();
    return appender;
  }
}
