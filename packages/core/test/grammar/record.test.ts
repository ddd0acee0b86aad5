import { describe, expect, it } from "vitest";
import { readRecords } from "../../src/grammar/record.ts";

const fieldsOf = (code: string, language: string) =>
  readRecords(code.split("\n"), language).map(
    ({ name, columns, change }) =>
      `${name}${change === "alter" ? "*" : ""}: ${columns.map((column) => column.name).join(" ")}`,
  );

describe("a record", () => {
  it.each([
    [
      "python",
      'class Job(BaseModel):\n    """What to do.\n\n    name: not a field\n    """\n    id: int\n    tags: list[str] = Field(\n        default_factory=list,\n        description="x: y",\n    )\n\n    def run(self) -> None:\n        done: bool = True',
      "Job: id tags",
    ],
    [
      "python",
      "class Job(Base):\n    __tablename__ = 'jobs'\n    id = Column(Integer, primary_key=True)\n    owner = relationship('User')",
      "Job: id owner",
    ],
    [
      "python",
      "class Job(models.Model):\n    name = models.CharField(max_length=9)\n\n    class Meta:\n        ordering = ['name']",
      "Job: name",
    ],
    ["python", "class Job(TypedDict):\n    # ... existing fields ...\n    tries: int  # NEW", "Job*: tries"],
    [
      "ts",
      "export interface Job extends Base {\n  readonly id: string;\n  tags?: string[];\n  run(now: Date): void;\n  on: (e: Event) => void;\n}",
      "Job: id tags on",
    ],
    [
      "typescript",
      "type Job = {\n  id: string,\n  kind: 'a' | 'b',\n  nested: { a: number; b: number };\n};",
      "Job: id kind nested",
    ],
    [
      "go",
      'type Job struct {\n\tmetav1.TypeMeta `json:",inline"`\n\tID, Name string\n\tTries *int32 `json:"tries,omitempty"` // how often\n\tmu sync.Mutex\n}',
      "Job: ID Name Tries mu",
    ],
    [
      "rust",
      "#[derive(Debug)]\npub struct Job<T> {\n    pub id: u64,\n    #[serde(default)]\n    tags: Vec<T>,\n    pub(crate) at: Option<Instant>,\n}",
      "Job: id tags at",
    ],
    [
      "java",
      "public class Job {\n    @Id\n    private Long id;\n    private final List<String> tags = new ArrayList<>();\n    public Long getId() { return id; }\n}",
      "Job: id tags",
    ],
    ["java", "public record Job(UUID id, String name) {}", "Job: id name"],
    ["kotlin", "data class Job(\n    val id: UUID,\n    val tags: List<String> = emptyList(),\n)", "Job: id tags"],
    [
      "csharp",
      "public class Job\n{\n    public Guid Id { get; set; }\n    public string? Name { get; init; }\n}",
      "Job: Id Name",
    ],
    ["swift", "struct Job: Codable {\n    let id: UUID\n    var name: String?\n}", "Job: id name"],
    ["scala", "case class Job(id: Long, name: Option[String])", "Job: id name"],
    [
      "c",
      "typedef struct job {\n    uint64_t id;\n    char name[32];\n    struct job *next;\n} job_t;",
      "job: id name next",
    ],
    [
      "proto",
      "message Job {\n  string id = 1;\n  repeated Task tasks = 2;\n  map<string, string> labels = 3;\n  reserved 4;\n}",
      "Job: id tasks labels",
    ],
    ["graphql", "type Job implements Node {\n  id: ID!\n  tasks(first: Int): [Task!]!\n}", "Job: id tasks"],
    ["prisma", "model Job {\n  id    String @id\n  tasks Task[]\n  @@index([id])\n}", "Job: id tasks"],
    ["ts", "const job = z.object({\n  id: z.string(),\n  tries: z.number().optional(),\n});", "job: id tries"],
    ["ruby", "create_table :jobs do |t|\n  t.string :name\n  t.references :owner\nend", "jobs: name owner"],
    ["", "struct Job {\n  id: u64,\n  name: String,\n}", "Job: id name"],
    ["diff", " type Job struct {\n \tName string\n+\tTries int\n }", "Job*: Name Tries"],
  ])("in %s: %j", (language, code, expected) => {
    expect(fieldsOf(code, language)).toEqual([expected]);
  });

  it.each([
    ["python", "class Broken(Exception):\n    code: int"],
    ["python", "class State(str, Enum):\n    NEW = 'new'"],
    ["python", "class Worker:\n    def run(self):\n        job: Job = take()"],
    ["ts", "enum State { New, Done }"],
    ["ts", "interface Runner {\n  run(job: Job): void;\n}"],
    ["ts", "type State = 'new' | 'done';"],
    ["go", "type Runner interface {\n\tRun(ctx context.Context) error\n}"],
    ["go", "type State string"],
    [
      "java",
      "@Service\npublic class JobService {\n    private final JobRepository jobs;\n    public Job take() { return jobs.next(); }\n}",
    ],
    [
      "java",
      "public class JobRunner {\n    private final Client client;\n    public void run(Job job) { client.send(job); }\n}",
    ],
    ["graphql", "type Query {\n  job(id: ID!): Job\n}"],
    ["proto", "service Jobs {\n  rpc Take(Empty) returns (Job);\n}"],
    ["", "The class of jobs: a, b"],
  ])("is not in %s: %j", (language, code) => {
    expect(fieldsOf(code, language)).toEqual([]);
  });

  it("says which fields may be empty and which are keys", () => {
    const [job] = readRecords(
      ["class Job(Base):", "    id = Column(Integer, primary_key=True)", "    at: datetime | None = None"],
      "python",
    );
    expect(job?.columns).toEqual([
      { name: "id", type: "Integer", key: "primary" },
      { name: "at", type: "datetime | None", nullable: true },
    ]);
  });
});
