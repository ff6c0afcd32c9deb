package org.hpcctl.services.fileservice;

import module java.base;

import org.hpcctl.services.fileservice.api.ChunkRoutes;
import org.hpcctl.services.fileservice.api.Desk;
import org.hpcctl.services.fileservice.api.FileRoutes;
import org.hpcctl.services.fileservice.api.Limits;
import org.hpcctl.services.fileservice.api.TusRoutes;
import org.hpcctl.services.fileservice.store.ActingDirectories;
import org.hpcctl.services.fileservice.store.Directories;
import org.hpcctl.services.fileservice.store.OwnDirectories;
import org.hpcctl.services.fileservice.transfer.Completion;
import org.hpcctl.services.fileservice.transfer.StoredFiles;
import org.hpcctl.services.fileservice.transfer.Uploads;
import org.hpcctl.services.kit.Application;
import org.hpcctl.services.kit.Ground;
import org.hpcctl.services.kit.Route;
import org.hpcctl.services.kit.Routes;
import org.hpcctl.services.kit.act.ActAsUser;
import org.hpcctl.services.kit.database.Database;

/// Puts the service together.
final class FileService {
  /// Orders under way at once; each is a process of its user's.
  private static final int MOST_ORDERS = 64;

  private FileService() {}

  static Application start(Ground ground, Options options) throws IOException {
    Database database = ground.database("files_db", "migrations/file_service");
    Directories directories = directories(ground, options);
    ground.watch("storage", directories::fault);
    InstantSource clock = InstantSource.system();
    Uploads uploads = new Uploads(database, directories, options.policy(), clock);
    Desk desk =
        new Desk(
            uploads,
            new Completion(database, directories, uploads, clock),
            new StoredFiles(database, directories),
            directories,
            options.policy(),
            new Announcer(ground.bus()));
    ground.closing(new Sweeper(uploads));
    List<Route> routes = new ArrayList<>(TusRoutes.of(desk));
    routes.addAll(FileRoutes.of(desk));
    routes.addAll(ChunkRoutes.of(desk, new Limits(options.limits(), ground::limiter)));
    return Application.of(Routes.of(routes));
  }

  private static Directories directories(Ground ground, Options options) throws IOException {
    if (options.act().isPresent() && options.root().isPresent()) {
      return new ActingDirectories(
          ActAsUser.through(options.act().get(), MOST_ORDERS), options.root().get());
    }
    return new OwnDirectories(
        options.root().isPresent() ? options.root().get() : ground.state().resolve("files"));
  }
}
