/// The memory that all heads share: one Redis, a primary with Sentinels, or a cluster, spoken to in
/// the same words. Uses Jedis and nothing of the rest of the kit, which answers
/// [org.hpcctl.services.kit.redis.RedisUnavailable] with 503.
///
/// What lies in it may be lost: a failover takes the last writes with it. What must not be lost is
/// a row of the database.
///
/// Start at [org.hpcctl.services.kit.redis.Redis].
@NullMarked
package org.hpcctl.services.kit.redis;

import org.jspecify.annotations.NullMarked;
