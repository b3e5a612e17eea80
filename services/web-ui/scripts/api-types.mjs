// Generates src/data/schema/<service>.d.ts from what each service publishes in its openapi.json.
// With --check, changes nothing and fails where a file is out of date.
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import openapiTS, { astToString } from "openapi-typescript";

const services = ["alert-ingestion", "incident-management", "notification-service", "oncall-service"];
const ui = join(import.meta.dirname, "..");
const checkOnly = process.argv.includes("--check");
// What has a default may be left out of a request.
const options = { defaultNonNullable: false };
const outdated = [];

for (const service of services) {
  const document = join(ui, "..", service, "openapi.json");
  const target = join(ui, "src", "data", "schema", `${service}.d.ts`);
  const head = `// Generated from services/${service}/openapi.json by \`npm run api-types\`.\n\n`;
  const types = head + astToString(await openapiTS(JSON.parse(readFileSync(document, "utf8")), options));
  if (existsSync(target) && readFileSync(target, "utf8") === types) continue;
  if (checkOnly) outdated.push(target);
  else writeFileSync(target, types);
}

if (outdated.length > 0) {
  console.error(`Out of date, run "npm run api-types":\n${outdated.map((file) => `  ${file}`).join("\n")}`);
  process.exit(1);
}
