package org.hpcctl.templates;

import module java.base;

import freemarker.cache.ClassTemplateLoader;
import freemarker.cache.ConditionalTemplateConfigurationFactory;
import freemarker.cache.FileNameGlobMatcher;
import freemarker.cache.MergingTemplateConfigurationFactory;
import freemarker.cache.TemplateConfigurationFactory;
import freemarker.core.TemplateClassResolver;
import freemarker.core.TemplateConfiguration;
import freemarker.template.Configuration;
import freemarker.template.TemplateException;
import freemarker.template.TemplateExceptionHandler;

/// The one FreeMarker engine, with every door shut that a template could leave by.
public final class Templates {
  private static final Configuration ENGINE = engine();
  private static final String ANY_LONG_ONE = "infrastructure/firewall.sh.ftl";

  private Templates() {}

  /// Sets up what the first template of a run waits for, so that it can be done beside something
  /// else: the engine, its parser, one parsed template.
  public static void prepare() {
    try {
      ENGINE.getTemplate(ANY_LONG_ONE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static String render(FileText file) {
    try {
      StringWriter text = new StringWriter();
      ENGINE.getTemplate(file.template()).process(file, text);
      return text.toString();
    } catch (IOException | TemplateException e) {
      throw new IllegalStateException(file.template() + " cannot be rendered", e);
    }
  }

  private static Configuration engine() {
    Configuration engine = new Configuration(Configuration.VERSION_2_3_34);
    engine.setTemplateLoader(new ClassTemplateLoader(Templates.class, ""));
    engine.setTemplateUpdateDelayMilliseconds(Long.MAX_VALUE);
    engine.setDefaultEncoding("UTF-8");
    engine.setLocale(Locale.ROOT);
    engine.setNumberFormat("c");
    engine.setBooleanFormat("c");
    engine.setObjectWrapper(new RecordWrapper());
    engine.setNewBuiltinClassResolver(TemplateClassResolver.ALLOWS_NOTHING_RESOLVER);
    engine.setAPIBuiltinEnabled(false);
    engine.setTemplateExceptionHandler(TemplateExceptionHandler.RETHROW_HANDLER);
    engine.setLogTemplateExceptions(false);
    engine.setWrapUncheckedExceptions(true);
    engine.setTemplateConfigurations(
        new MergingTemplateConfigurationFactory(
            Arrays.stream(Syntax.values())
                .map(Templates::configuration)
                .toArray(TemplateConfigurationFactory[]::new)));
    return engine;
  }

  private static TemplateConfigurationFactory configuration(Syntax syntax) {
    TemplateConfiguration configuration = new TemplateConfiguration();
    configuration.setOutputFormat(new SyntaxFormat(syntax));
    return new ConditionalTemplateConfigurationFactory(
        new FileNameGlobMatcher("*." + syntax.suffix() + ".ftl"), configuration);
  }
}
