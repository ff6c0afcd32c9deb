// What one check of a password costs by itself: prints milliseconds of processor time.
import argon2 from "argon2";

const costs = { type: argon2.argon2id, memoryCost: 7 * 1024, timeCost: 5, parallelism: 1 };
const hash = await argon2.hash("a password for benches", costs);
const count = 40;
for (let i = 0; i < 10; i++) {
  await argon2.verify(hash, "a password for benches");
}
const before = process.cpuUsage();
for (let i = 0; i < count; i++) {
  await argon2.verify(hash, "a password for benches");
}
const { user, system } = process.cpuUsage(before);
console.log(((user + system) / 1000 / count).toFixed(2));
