/** The whole file is refused. Codes are those of area console_schools, as `p_<code>`. */
export class Refused extends Error {
  readonly code: string;
  readonly params: Record<string, string | number>;
  constructor(code: string, params: Record<string, string | number> = {}) {
    super(`${code} ${JSON.stringify(params)}`);
    this.name = 'Refused';
    this.code = code;
    this.params = params;
  }
}
